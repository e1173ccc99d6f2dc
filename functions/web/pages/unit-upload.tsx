import { annexDocumentTypes, maxDocumentBytes, planDocumentTypes } from '../../domain/plan.ts';
import type { Upload, UploadRole } from '../../domain/upload.ts';
import type { Messages } from '../../i18n/translate.ts';
import { findingsOf } from '../upload-json.ts';
import { describedBy, Field } from './parts/fields.tsx';
import { Notice } from './parts/notice.tsx';

/** What the script has to say; it fills the places in braces itself. */
export const scriptMessages = (m: Messages) => ({
  hashing: m.t('page.upload.hashing'),
  asking: m.t('page.upload.asking'),
  sending: m.t('page.upload.sending', { percent: '{percent}' }),
  inspecting: m.t('page.upload.inspecting'),
  inspectingLong: m.t('page.upload.inspecting_long'),
  ready: m.t('page.upload.ready', { name: '{name}', size: '{size}' }),
  readyShort: m.t('page.upload.ready_state', { name: '{name}' }),
  annexReady: m.t('page.upload.file', { name: '{name}', size: '{size}' }),
  refused: m.t('page.upload.refused', { name: '{name}' }),
  refusedShort: m.t('page.upload.refused_short', { name: '{name}' }),
  refusedNext: m.t('page.upload.refused_next'),
  objections: m.t('page.upload.objections', { name: '{name}' }),
  advice: m.t('page.upload.advice'),
  abandoned: m.t('page.upload.abandoned'),
  lost: m.t('page.upload.lost', { seconds: '{seconds}' }),
  failed: m.t('page.upload.failed'),
  unreadable: m.t('page.upload.unreadable'),
  canceled: m.t('page.upload.canceled'),
  empty: m.t('refusal.file_empty'),
  tooLarge: m.t('refusal.file_too_large', { max: m.size(maxDocumentBytes) }),
  evidence: m.t('page.unit.evidence', { text: '{text}' }),
  itemNotFound: m.t('page.unit.item_not_found'),
});

/** What an inspection found of one file. */
export const Outcome = ({ m, upload }: { readonly m: Messages; readonly upload: Upload }) => {
  const { name } = upload;
  const findings = findingsOf(m, upload);
  const list =
    findings.length === 0 ? null : (
      <ul>
        {findings.map((text) => (
          <li>{text}</li>
        ))}
      </ul>
    );
  switch (upload.status) {
    case 'ready':
      return (
        <Notice kind="done">
          <p>{m.t('page.upload.ready_short', { name, size: m.size(upload.size) })}</p>
          {list === null ? null : <p>{m.t('page.upload.advice')}</p>}
          {list}
        </Notice>
      );
    case 'refused':
      return (
        <Notice kind="attention">
          <p>{m.t('page.upload.refused', { name })}</p>
          {list}
          <p>{m.t('page.upload.refused_next')}</p>
        </Notice>
      );
    case 'uploading':
    case 'scanning':
      return (
        <Notice kind="calm">
          <p>{m.t('page.upload.pending', { name })}</p>
        </Notice>
      );
    case 'submitted':
    case 'abandoned':
      return null;
  }
};

/** A line with a file that goes along, which the reader may still leave out; as the script writes it, too. */
export const UploadLine = ({
  m,
  name,
  upload,
  checked,
}: {
  readonly m: Messages;
  /** Of the field. */
  readonly name: string;
  readonly upload: Upload;
  readonly checked: boolean;
}) => {
  const id = `${name}-${upload.id}`;
  return (
    <div class="choice">
      <input type="checkbox" id={id} name={name} value={upload.id} checked={checked} />
      <label for={id}>{m.t('page.upload.file', { name: upload.name, size: m.size(upload.size) })}</label>
    </div>
  );
};

const rulesOf = {
  main: { types: planDocumentTypes, wrongType: 'refusal.file_type_not_accepted' },
  annex: { types: annexDocumentTypes, wrongType: 'refusal.annex_type_not_accepted' },
  marked_up: { types: planDocumentTypes, wrongType: 'refusal.file_type_not_accepted' },
} as const;

export interface SlotProps {
  readonly m: Messages;
  readonly id: string;
  readonly sentAs: UploadRole;
  readonly label: string;
  readonly hint: string;
  readonly fault: string | undefined;
  readonly startHref: string;
  readonly statusHref: (uploadId: string) => string;
  /** Uploads of this kind that belong to no version, newest first. */
  readonly uploads: readonly Upload[];
  /** Until the script shows it: where nothing can be sent, there is nothing to choose. */
  readonly hidden?: boolean;
  readonly children?: unknown;
}

const isPending = ({ status }: Upload): boolean => status === 'uploading' || status === 'scanning';

/** A field for files. The script beside it sends them to the bucket and tells here what comes of them. */
export const UploadSlot = ({
  m,
  id,
  sentAs,
  label,
  hint,
  fault,
  startHref,
  statusHref,
  uploads,
  hidden,
  children,
}: SlotProps) => {
  const { types, wrongType } = rulesOf[sentAs];
  const pending = uploads.slice(0, 1).find(isPending);
  return (
    <div
      data-upload={sentAs}
      hidden={hidden}
      data-start={startHref}
      data-pending={pending && statusHref(pending.id)}
      data-max-bytes={String(maxDocumentBytes)}
      data-types={JSON.stringify(types)}
      data-wrong-type={m.t(wrongType)}
    >
      <Field m={m} id={id} label={label} hint={hint} fault={fault} optional={sentAs !== 'main'}>
        <input
          type="file"
          id={id}
          data-part="file"
          multiple={sentAs === 'annex'}
          accept={[...Object.keys(types).map((ending) => `.${ending}`), ...Object.values(types)].join(',')}
          aria-describedby={describedBy({ id, hint, fault })}
          aria-invalid={fault === undefined ? undefined : 'true'}
        />
      </Field>
      <div class="upload-progress" data-part="progress" hidden>
        <progress data-part="bar" max="100" aria-label={m.t('page.upload.progress_label')}></progress>
        <button type="button" data-part="cancel" class="plain">
          {m.t('page.upload.cancel')}
        </button>
      </div>
      <p class="upload-state" data-part="state" role="status"></p>
      <button type="button" data-part="retry" class="plain" hidden>
        {m.t('page.upload.retry')}
      </button>
      {children}
    </div>
  );
};

export interface UploadPartProps {
  readonly m: Messages;
  readonly startHref: string;
  readonly statusHref: (uploadId: string) => string;
  /** Uploads that belong to no version, newest first. */
  readonly uploads: readonly Upload[];
  /** The upload that will be submitted. */
  readonly chosen: Upload | undefined;
  /** Ids of the annexes that will be submitted with it. */
  readonly annexIds: readonly string[];
  readonly faultOf: (field: string) => string | undefined;
}

/** The fields for the plan and its annexes. */
export const UploadPart = ({ m, uploads, chosen, annexIds, faultOf, ...hrefs }: UploadPartProps) => {
  const mains = uploads.filter(({ role }) => role === 'main');
  const annexes = uploads.filter(({ role }) => role === 'annex');
  const newest = mains[0];
  return (
    <>
      <noscript>
        <Notice kind="attention">
          <p>{m.t('page.unit.noscript')}</p>
        </Notice>
      </noscript>
      <div id="upload-unsupported" class="shown-late">
        <Notice kind="attention">
          <p>{m.t('page.upload.unsupported')}</p>
        </Notice>
      </div>
      <UploadSlot
        {...hrefs}
        m={m}
        id="file"
        sentAs="main"
        label={m.t('page.unit.file_label')}
        hint={m.t('page.unit.file_hint', { max: m.size(maxDocumentBytes) })}
        fault={faultOf('file')}
        uploads={mains}
      >
        <div data-part="outcome">
          {chosen && chosen.id !== newest?.id ? <Outcome m={m} upload={chosen} /> : null}
          {newest ? <Outcome m={m} upload={newest} /> : null}
        </div>
      </UploadSlot>
      <UploadSlot
        {...hrefs}
        m={m}
        id="annexes"
        sentAs="annex"
        label={m.t('page.unit.annexes_label')}
        hint={m.t('page.unit.annexes_hint')}
        fault={faultOf('annexes')}
        uploads={annexes}
      >
        <div data-part="list">
          {annexes
            .filter(({ status }) => status === 'ready')
            .map((upload) => (
              <UploadLine m={m} name="annexIds" upload={upload} checked={annexIds.includes(upload.id)} />
            ))}
        </div>
        <div data-part="outcome">
          {annexes.slice(0, 1).map((upload) => (upload.status === 'ready' ? null : <Outcome m={m} upload={upload} />))}
        </div>
      </UploadSlot>
    </>
  );
};
