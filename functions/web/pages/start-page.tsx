import type { Messages } from '../../i18n/translate.ts';
import type { Shell } from '../shell.ts';
import { Layout } from './layout.tsx';
import { ErrorSummary, type FormFault, faultOf, TextField } from './parts/fields.tsx';
import { Notice } from './parts/notice.tsx';

interface LinksFormProps {
  readonly shell: Shell;
  readonly address?: string;
  readonly faults?: readonly FormFault[];
}

/** Asks for new links; only the registered address ever gets them. */
export const LinksForm = ({ shell, address = '', faults = [] }: LinksFormProps) => {
  const { m }: { readonly m: Messages } = shell;
  return (
    <form method="post" action={shell.href('/links')} novalidate>
      <TextField
        m={m}
        id="address"
        label={m.t('page.links.address')}
        hint={m.t('page.links.address_hint')}
        fault={faultOf(faults, 'address')}
        value={address}
        attributes={{ type: 'email', autocomplete: 'email', maxlength: '254' }}
      />
      <button type="submit">{m.t('page.links.send')}</button>
    </form>
  );
};

/** What this is, whose it is, and what to do. */
export const StartPage = ({ shell }: { readonly shell: Shell }) => {
  const { m } = shell;
  return (
    <Layout shell={shell} title={m.t('page.start.title')}>
      <h1>{m.t('page.start.title')}</h1>
      <p class="lead">{m.t('page.start.what', { authority: shell.authorityName })}</p>
      <h2>{m.t('page.start.how_title')}</h2>
      <p>{m.t('page.start.how')}</p>
      <h2>{m.t('page.links.title')}</h2>
      <p>{m.t('page.links.why')}</p>
      <LinksForm shell={shell} />
    </Layout>
  );
};

/** The form for new links on its own page, and the answer to it, which is the same for every address. */
export const LinksPage = ({
  shell,
  address,
  faults = [],
  sent = false,
}: LinksFormProps & { readonly sent?: boolean }) => {
  const { m } = shell;
  return (
    <Layout shell={shell} title={m.t(sent ? 'page.links.sent_title' : 'page.links.title')} refused={faults.length > 0}>
      <ErrorSummary m={m} faults={faults} />
      <h1>{m.t(sent ? 'page.links.sent_title' : 'page.links.title')}</h1>
      {sent ? (
        <>
          <Notice kind="done" live>
            <p>{m.t('page.links.sent')}</p>
          </Notice>
          <p>
            <a href={shell.href('/')}>{m.t('page.error.home')}</a>
          </p>
        </>
      ) : (
        <>
          <p>{m.t('page.links.why')}</p>
          <LinksForm shell={shell} faults={faults} {...(address === undefined ? {} : { address })} />
        </>
      )}
    </Layout>
  );
};
