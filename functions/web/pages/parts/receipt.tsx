import type { Deadline } from '../../../domain/deadline.ts';
import type { SignatureFacts } from '../../../domain/documents/inspection.ts';
import type { PlanVersion } from '../../../domain/plan.ts';
import { type Instant, instantFromMs } from '../../../domain/time.ts';
import type { Messages } from '../../../i18n/translate.ts';
import { punctualityText } from '../../words/deadline.ts';
import { findingText, remarkText } from '../../words/findings.ts';
import { Checksum, type Fact, Facts } from './facts.tsx';

/** What the files of a version are known by: name, size and checksum. */
export const documentFacts = (m: Messages, { document, annexes }: PlanVersion): (Fact | undefined)[] => [
  { name: m.t('page.fact.file'), value: document.name },
  { name: m.t('page.fact.file_size'), value: m.size(document.size) },
  { name: m.t('page.fact.sha256'), value: <Checksum value={document.sha256} /> },
  annexes.length === 0
    ? undefined
    : {
        name: m.t('page.fact.annexes'),
        value: (
          <ul class="tight">
            {annexes.map(({ name, size, sha256 }) => (
              <li>
                {m.t('page.upload.file', { name, size: m.size(size) })} <Checksum value={sha256} />
              </li>
            ))}
          </ul>
        ),
      },
];

const SignatureList = ({ m, signatures }: { readonly m: Messages; readonly signatures: readonly SignatureFacts[] }) => (
  <>
    <ul class="tight">
      {signatures.map(({ name, signedAt, certificates }) => {
        const signer = name ?? certificates[0]?.subject ?? '';
        const moment = signedAt === undefined ? NaN : Date.parse(signedAt);
        return (
          <li>
            {Number.isNaN(moment)
              ? signer
              : m.t('page.fact.signature', { name: signer, moment: m.dateTime(instantFromMs(moment)) })}
          </li>
        );
      })}
    </ul>
    <p class="hint">{m.t('page.fact.signatures_note')}</p>
  </>
);

/** What the inspection found in a document, for those who judge the plan. */
export const inspectionFacts = (m: Messages, { document, remarks }: PlanVersion): (Fact | undefined)[] => {
  const { facts, advisories } = document;
  const notes = [
    ...remarks.map((remark) => remarkText(m, remark)),
    ...advisories.map((advisory) => findingText(m, 'advice', advisory)),
  ];
  return [
    facts.kind === 'pdf' ? { name: m.t('page.fact.pages'), value: m.number(facts.pages) } : undefined,
    facts.kind === 'pdf' && facts.signatures.length > 0
      ? { name: m.t('page.fact.signatures'), value: <SignatureList m={m} signatures={facts.signatures} /> }
      : undefined,
    notes.length === 0
      ? undefined
      : {
          name: m.t('page.fact.advisories'),
          value: (
            <ul class="tight">
              {notes.map((text) => (
                <li>{text}</li>
              ))}
            </ul>
          ),
        },
  ];
};

/** Ways to read a version without opening its file. */
export const ReadLinks = ({
  m,
  plan: { version, document },
  href,
}: {
  readonly m: Messages;
  readonly plan: PlanVersion;
  /** Where the version's PDF, its text and what changed in it are shown. */
  readonly href: (path: 'inline' | 'text' | 'changes') => string;
}) => (
  <p class="no-print">
    {document.kind === 'pdf' ? (
      <>
        <a href={href('inline')}>{m.t('page.text.open_pdf')}</a>
        {' · '}
      </>
    ) : null}
    <a href={href('text')}>{m.t('page.text.open')}</a>
    {version === 1 ? null : (
      <>
        {' · '}
        <a href={href('changes')}>{m.t('page.changes.open', { before: version - 1 })}</a>
      </>
    )}
  </p>
);

/** Links to the annexes of a version. */
export const AnnexLinks = ({
  m,
  plan,
  href,
}: {
  readonly m: Messages;
  readonly plan: PlanVersion;
  /** Where an annex is, by its number from 1. */
  readonly href: (annex: number) => string;
}) =>
  plan.annexes.length === 0 ? null : (
    <ul>
      {plan.annexes.map(({ name, size }, index) => (
        <li>
          <a href={href(index + 1)}>{m.t('page.unit.open_annex', { name, size: m.size(size) })}</a>
        </li>
      ))}
    </ul>
  );

/** What the officer stated about the plan. */
export const formFacts = (m: Messages, { form }: PlanVersion): Fact[] => [
  { name: m.t('page.fact.notation'), value: form.notation },
  { name: m.t('page.fact.issued_on'), value: m.date(form.issuedOn) },
  { name: m.t('page.fact.signer_office'), value: form.signerOffice },
];

/** When and by whom a version was submitted. */
export const receivedFacts = (m: Messages, plan: PlanVersion): Fact[] => [
  { name: m.t('page.fact.received_at'), value: m.dateTime(plan.submittedAt) },
  { name: m.t('page.fact.submitted_by'), value: plan.submittedBy.name },
];

/** Whether the first version came in time: later ones are not measured by the directive's deadline. */
export const punctualityFact = (m: Messages, firstSubmittedAt: Instant, deadline: Deadline): Fact => ({
  name: m.t('page.fact.punctuality'),
  value: punctualityText(m, firstSubmittedAt, deadline),
});

/** How anybody can see that a file is the one that was submitted. */
export const HowToCheck = ({ m, kind }: { readonly m: Messages; readonly kind: string }) => {
  const file = `${m.t('page.receipt.file_placeholder')}.${kind}`;
  return (
    <>
      <p>{m.t('page.receipt.check')}</p>
      <p>
        {m.t('page.receipt.check_windows')} <code>{`Get-FileHash -Algorithm SHA256 ${file}`}</code>
      </p>
      <p>
        {m.t('page.receipt.check_unix')} <code>{`shasum -a 256 ${file}`}</code>
      </p>
    </>
  );
};

/** The receipt of a version that has just been submitted; made to be printed. */
export const Receipt = ({
  m,
  plan,
  repeated,
  punctuality,
  unitName,
}: {
  readonly m: Messages;
  readonly plan: PlanVersion;
  readonly repeated: boolean;
  readonly punctuality: Fact;
  readonly unitName: string;
}) => (
  <section class="receipt" aria-labelledby="receipt-title">
    <h2 id="receipt-title">{m.t('page.receipt.title')}</h2>
    <p class="receipt-done" role="status">
      {m.t(repeated ? 'page.receipt.again' : 'page.receipt.done')}
    </p>
    <Facts
      facts={[
        { name: m.t('page.fact.unit'), value: unitName },
        { name: m.t('page.fact.version'), value: String(plan.version) },
        ...formFacts(m, plan),
        ...receivedFacts(m, plan),
        punctuality,
        ...documentFacts(m, plan),
      ]}
    />
    <h3>{m.t('page.receipt.check_title')}</h3>
    <HowToCheck m={m} kind={plan.document.kind} />
  </section>
);
