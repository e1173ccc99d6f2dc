import type { DirectiveItem } from '../../domain/directive.ts';
import type { ComparedLine } from '../../domain/documents/compare-texts.ts';
import type { VersionComparison } from '../../usecases/compare-versions.ts';
import type { Shell } from '../shell.ts';
import { Layout } from './layout.tsx';
import { Notice } from './parts/notice.tsx';

interface DocumentPageProps {
  readonly shell: Shell;
  /** The page from which the reader came. */
  readonly backHref: string;
  readonly version: number;
}

/** A version's text, for reading without opening the file. */
export const TextPage = ({
  shell,
  backHref,
  version,
  text,
}: DocumentPageProps & { readonly text: string | undefined }) => {
  const { m } = shell;
  const title = m.t('page.text.title', { version });
  return (
    <Layout shell={shell} title={title}>
      <p class="back">
        <a href={backHref}>{m.t('page.text.back')}</a>
      </p>
      <h1>{title}</h1>
      {text === undefined ? (
        <Notice kind="attention" title={m.t('page.text.none')} />
      ) : (
        <>
          <p class="hint">{m.t('page.text.hint')}</p>
          <div class="paper">
            {text
              .split('\n')
              .filter((line) => line.trim() !== '')
              .map((line) => (
                <p>{line}</p>
              ))}
          </div>
        </>
      )}
    </Layout>
  );
};

const ItemList = ({
  title,
  ids,
  items,
}: {
  readonly title: string;
  readonly ids: readonly string[];
  readonly items: readonly DirectiveItem[];
}) =>
  ids.length === 0 ? null : (
    <>
      <h3>{title}</h3>
      <ul>
        {ids.map((itemId) => (
          <li>{items.find(({ id }) => id === itemId)?.title ?? itemId}</li>
        ))}
      </ul>
    </>
  );

const Line = ({ m, line }: { readonly m: Shell['m']; readonly line: ComparedLine }) => (
  <>
    {line.skippedBefore === undefined ? null : (
      <p class="skipped">{m.tn('page.changes.skipped', line.skippedBefore)}</p>
    )}
    {line.kind === 'same' ? <p>{line.text}</p> : null}
    {line.kind === 'added' ? (
      <p>
        <ins>{line.text}</ins>
      </p>
    ) : null}
    {line.kind === 'removed' ? (
      <p>
        <del>{line.text}</del>
      </p>
    ) : null}
  </>
);

/** What changed between a version and the one before. */
export const ChangesPage = ({
  shell,
  backHref,
  version,
  items,
  comparison,
}: DocumentPageProps & { readonly items: readonly DirectiveItem[]; readonly comparison: VersionComparison }) => {
  const { m } = shell;
  const title = m.t('page.changes.title', { version, before: version - 1 });
  const { lines, cut, textCompared } = comparison;
  return (
    <Layout shell={shell} title={title}>
      <p class="back">
        <a href={backHref}>{m.t('page.text.back')}</a>
      </p>
      <h1>{title}</h1>
      <h2>{m.t('page.changes.items_title')}</h2>
      {comparison.items.added.length + comparison.items.removed.length === 0 ? (
        <p>{m.t('page.changes.items_same')}</p>
      ) : null}
      <ItemList title={m.t('page.changes.items_added')} ids={comparison.items.added} items={items} />
      <ItemList title={m.t('page.changes.items_removed')} ids={comparison.items.removed} items={items} />
      <h2>{m.t('page.changes.text_title')}</h2>
      {textCompared ? null : <Notice kind="attention" title={m.t('page.changes.no_text')} />}
      {textCompared && lines.length === 0 ? <p>{m.t('page.changes.text_same')}</p> : null}
      {lines.length === 0 ? null : (
        <>
          <p class="hint">{m.t('page.changes.legend')}</p>
          <div class="paper">
            {lines.map((line) => (
              <Line m={m} line={line} />
            ))}
          </div>
        </>
      )}
      {cut ? <p>{m.t('page.changes.cut')}</p> : null}
    </Layout>
  );
};
