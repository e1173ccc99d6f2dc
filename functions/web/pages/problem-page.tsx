import { keyOf, type MessageParams } from '../../i18n/translate.ts';
import type { Shell } from '../shell.ts';
import { Layout } from './layout.tsx';
import { LinksForm } from './start-page.tsx';

/** What can go wrong with a request before it reaches anything; codes of `page.error.*`. */
export type Problem =
  | 'link'
  | 'not_found'
  | 'withheld'
  | 'method'
  | 'content_type'
  | 'too_large'
  | 'malformed'
  | 'elsewhere'
  | 'fault';

/** What happened and what to do. The page for an unusable link brings the form for a new one. */
export const ProblemPage = ({
  shell,
  problem,
  params = {},
  reference,
}: {
  readonly shell: Shell;
  readonly problem: Problem;
  readonly params?: MessageParams;
  /** Under which the log has the fault. */
  readonly reference?: string;
}) => {
  const { m } = shell;
  const title = m.t(keyOf('page.error.', `${problem}_title`));
  return (
    <Layout shell={shell} title={title}>
      <h1>{title}</h1>
      <p class="lead">{m.t(keyOf('page.error.', problem), params)}</p>
      {reference === undefined ? null : (
        <p>
          {m.t('page.error.reference')} <code>{reference}</code>
        </p>
      )}
      {problem === 'link' ? (
        <>
          <h2>{m.t('page.links.title')}</h2>
          <LinksForm shell={shell} />
        </>
      ) : (
        <p>
          <a href={shell.href('/')}>{m.t('page.error.home')}</a>
        </p>
      )}
    </Layout>
  );
};
