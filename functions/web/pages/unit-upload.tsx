import { maxDocumentBytes, planDocumentTypes } from '../../domain/plan.ts';
import type { Upload } from '../../domain/upload.ts';
import type { Messages } from '../../i18n/translate.ts';
import { findingText } from '../words/findings.ts';
import { describedBy, Field } from './parts/fields.tsx';
import { Notice } from './parts/notice.tsx';

/** What the script has to say; it fills the places in braces itself. */
const scriptMessages = (m: Messages) => ({
  hashing: m.t('page.upload.hashing'),
  asking: m.t('page.upload.asking'),
  sending: m.t('page.upload.sending', { percent: '{percent}' }),
  inspecting: m.t('page.upload.inspecting'),
  inspectingLong: m.t('page.upload.inspecting_long'),
  ready: m.t('page.upload.ready', { name: '{name}', size: '{size}' }),
  refused: m.t('page.upload.refused', { name: '{name}' }),
  refusedNext: m.t('page.upload.refused_next'),
  advice: m.t('page.upload.advice'),
  refusedShort: m.t('page.upload.refused_short', { name: '{name}' }),
  readyShort: m.t('page.upload.ready_state', { name: '{name}' }),
  evidence: m.t('page.unit.evidence', { text: '{text}' }),
  abandoned: m.t('page.upload.abandoned'),
  lost: m.t('page.upload.lost', { seconds: '{seconds}' }),
  failed: m.t('page.upload.failed'),
  unreadable: m.t('page.upload.unreadable'),
  canceled: m.t('page.upload.canceled'),
  empty: m.t('refusal.file_empty'),
  tooLarge: m.t('refusal.file_too_large', { max: m.size(maxDocumentBytes) }),
  wrongType: m.t('refusal.file_type_not_accepted'),
});

/** What an inspection found of one file. */
const Outcome = ({ m, upload }: { readonly m: Messages; readonly upload: Upload }) => {
  switch (upload.status) {
    case 'ready':
      return (
        <Notice kind="done">
          <p>{m.t('page.upload.ready_short', { name: upload.name, size: m.size(upload.size) })}</p>
          {upload.advisories.length === 0 ? null : (
            <>
              <p>{m.t('page.upload.advice')}</p>
              <ul>
                {upload.advisories.map((advisory) => (
                  <li>{findingText(m, 'advice', advisory)}</li>
                ))}
              </ul>
            </>
          )}
        </Notice>
      );
    case 'refused':
      return (
        <Notice kind="attention">
          <p>{m.t('page.upload.refused', { name: upload.name })}</p>
          <ul>
            {upload.reasons.map((reason) => (
              <li>{findingText(m, 'refused', reason)}</li>
            ))}
          </ul>
          <p>{m.t('page.upload.refused_next')}</p>
        </Notice>
      );
    case 'uploading':
    case 'scanning':
      return (
        <Notice kind="calm">
          <p>{m.t('page.upload.pending', { name: upload.name })}</p>
        </Notice>
      );
    case 'submitted':
    case 'abandoned':
      return null;
  }
};

export interface UploadPartProps {
  readonly m: Messages;
  readonly startHref: string;
  readonly statusHref: (uploadId: string) => string;
  /** Uploads that belong to no version, newest first. */
  readonly uploads: readonly Upload[];
  /** The upload that will be submitted. */
  readonly chosen: Upload | undefined;
  readonly fault: string | undefined;
}

/** The field for the file. The script beside it sends the file to the bucket and tells here what comes of it. */
export const UploadPart = ({ m, startHref, statusHref, uploads, chosen, fault }: UploadPartProps) => {
  const newest = uploads[0];
  const pending = newest?.status === 'uploading' ? newest : undefined;
  const hint = m.t('page.unit.file_hint', { max: m.size(maxDocumentBytes) });
  return (
    <div
      id="upload"
      data-start={startHref}
      data-pending={pending && statusHref(pending.id)}
      data-pending-name={pending?.name}
      data-max-bytes={String(maxDocumentBytes)}
      data-types={JSON.stringify(planDocumentTypes)}
      data-messages={JSON.stringify(scriptMessages(m))}
    >
      <noscript>
        <Notice kind="attention">
          <p>{m.t('page.unit.noscript')}</p>
        </Notice>
      </noscript>
      <Field m={m} id="file" label={m.t('page.unit.file_label')} hint={hint} fault={fault}>
        <input
          type="file"
          id="file"
          accept={['.pdf', '.docx', ...Object.values(planDocumentTypes)].join(',')}
          aria-describedby={describedBy({ id: 'file', hint, fault })}
          aria-invalid={fault === undefined ? undefined : 'true'}
        />
      </Field>
      <div id="upload-progress" hidden>
        <progress id="upload-bar" max="100" aria-label={m.t('page.upload.progress_label')}></progress>
        <button type="button" id="upload-cancel" class="plain">
          {m.t('page.upload.cancel')}
        </button>
      </div>
      <p id="upload-state" role="status"></p>
      <button type="button" id="upload-retry" class="plain" hidden>
        {m.t('page.upload.retry')}
      </button>
      <div id="upload-outcome">
        {chosen && chosen.id !== newest?.id ? <Outcome m={m} upload={chosen} /> : null}
        {newest ? <Outcome m={m} upload={newest} /> : null}
      </div>
    </div>
  );
};
