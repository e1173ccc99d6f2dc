import type { Context } from 'hono';
import type { DirectiveItem } from '../../domain/directive.ts';
import type { Result } from '../../domain/result.ts';
import { approvalSheetLink } from '../../usecases/approval-sheet.ts';
import { type Disposition, documentLink, type MarksReader, markedUpLink } from '../../usecases/document-link.ts';
import { documentText } from '../../usecases/document-text.ts';
import { problem } from '../problems.tsx';
import { respond } from '../respond.ts';
import type { Shell } from '../shell.ts';
import type { WebSurroundings } from '../surroundings.ts';

/** Whose documents are asked for, and from which page. */
export interface DocumentRequest {
  readonly c: Context;
  readonly web: WebSurroundings;
  readonly shell: Shell;
  readonly key: { readonly directiveId: string; readonly unitId: string };
  /** As what the reader asks. */
  readonly reader: MarksReader;
  readonly items: readonly DirectiveItem[];
  /** Path of the page to which the reader goes back. */
  readonly home: string;
}

const numberIn = (text: string): number | undefined => (/^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined);

/** The number of the version in a path `.../documents/:version`; undefined when it is none. */
const versionIn = (c: Context): number | undefined => numberIn(c.req.param('version') ?? '');

const sendOn = async (
  c: Context,
  web: WebSurroundings,
  result: Result<{ readonly url: string }>,
): Promise<Response> => {
  if (result.ok) return c.redirect(result.value.url, 302);
  return problem(c, web, result.refusal.code === 'document_withheld' ? 'withheld' : 'not_found');
};

/** Sends a browser on to a file, wherever the file is: the plan, or the annex that the path names by its number. */
const sendToFile = async ({ c, web, key }: DocumentRequest): Promise<Response> => {
  const version = versionIn(c);
  const annex = c.req.param('annex');
  const file = annex === undefined ? 0 : numberIn(annex);
  if (version === undefined || file === undefined) return problem(c, web, 'not_found');
  return sendOn(c, web, await documentLink(web.services, key, version, file));
};

/** Lets the browser's own reader show a PDF, instead of keeping it. */
const showInBrowser = async ({ c, web, key }: DocumentRequest): Promise<Response> => {
  const version = versionIn(c);
  if (version === undefined) return problem(c, web, 'not_found');
  return sendOn(c, web, await documentLink(web.services, key, version, 0, 'inline'));
};

/** Sends a browser on to the file with a reviewer's marks that went with a return. */
const sendToMarks =
  (disposition: Disposition) =>
  async ({ c, web, key, reader }: DocumentRequest): Promise<Response> => {
    const version = versionIn(c);
    const stage = numberIn(c.req.param('markedStage') ?? '');
    const reviewerId = c.req.param('markedBy') ?? '';
    if (version === undefined || stage === undefined) return problem(c, web, 'not_found');
    const result = await markedUpLink(web.services, key, reader, { version, stage, reviewerId }, disposition);
    return result.ok ? c.redirect(result.value.url, 302) : problem(c, web, 'not_found');
  };

const sendToSheet = async ({ c, web, key }: DocumentRequest): Promise<Response> => {
  const version = versionIn(c);
  const result = version === undefined ? undefined : await approvalSheetLink(web.services, key, version);
  return result?.ok ? c.redirect(result.value.url, 302) : problem(c, web, 'not_found');
};

const showText = async ({ c, web, shell, key, home }: DocumentRequest): Promise<Response> => {
  const version = versionIn(c);
  if (version === undefined) return problem(c, web, 'not_found');
  const { TextPage } = await import('../pages/document-pages.tsx');
  const text = await documentText(web.services, key, version);
  return respond(c, <TextPage shell={shell} backHref={shell.href(home)} version={version} text={text} />);
};

const showChanges = async ({ c, web, shell, key, items, home }: DocumentRequest): Promise<Response> => {
  const version = versionIn(c);
  const [{ compareVersions }, { ChangesPage }] = await Promise.all([
    import('../../usecases/compare-versions.ts'),
    import('../pages/document-pages.tsx'),
  ]);
  const comparison = version === undefined ? undefined : await compareVersions(web.services, key, version);
  if (version === undefined || !comparison) return problem(c, web, 'not_found');
  return respond(
    c,
    <ChangesPage shell={shell} backHref={shell.href(home)} version={version} items={items} comparison={comparison} />,
  );
};

/** What there is of a version's documents, by the path after that of the page. */
export const documentPaths: Readonly<Record<string, (request: DocumentRequest) => Promise<Response>>> = {
  '/documents/:version': sendToFile,
  '/documents/:version/annexes/:annex': sendToFile,
  '/documents/:version/inline': showInBrowser,
  '/documents/:version/marked-up/:markedStage/:markedBy': sendToMarks('attachment'),
  '/documents/:version/marked-up/:markedStage/:markedBy/inline': sendToMarks('inline'),
  '/documents/:version/sheet': sendToSheet,
  '/documents/:version/text': showText,
  '/documents/:version/changes': showChanges,
};
