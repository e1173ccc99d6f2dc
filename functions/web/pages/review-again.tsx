import type { DirectiveItem } from '../../domain/directive.ts';
import type { PlanVersion } from '../../domain/plan.ts';
import type { Messages } from '../../i18n/translate.ts';
import type { ReviewPage } from '../../usecases/review-page.ts';
import { deciderName, type Exchange, exchangesOn } from '../words/history.ts';
import { Written } from './parts/facts.tsx';

/** What was asked of the version before, and what the unit says to it. */
export const ExchangeText = ({
  m,
  exchange: { comment, answer },
  readerId,
  unitName,
}: {
  readonly m: Messages;
  readonly exchange: Exchange;
  /** Whose page it is: what the reader said is told as that. */
  readonly readerId: string;
  readonly unitName: string;
}) => {
  const { from, text } = comment;
  const isOwn = from?.personId === readerId;
  const who = from ? deciderName(m, from) : m.t('page.history.office');
  return (
    <>
      <p class="quiet">{isOwn ? m.t('page.review.again_yours') : m.t('page.review.again_of', { who })}</p>
      <Written text={text} />
      {answer === undefined ? (
        <p class="quiet">{m.t('page.review.again_no_answer')}</p>
      ) : (
        <>
          <p class="quiet">{m.t('page.review.again_answer', { unit: unitName })}</p>
          <Written text={answer} />
        </>
      )}
    </>
  );
};

const ItemChanges = ({ title, items }: { readonly title: string; readonly items: readonly DirectiveItem[] }) =>
  items.length === 0 ? null : (
    <>
      <h4>{title}</h4>
      <ul>
        {items.map((item) => (
          <li>{item.title}</li>
        ))}
      </ul>
    </>
  );

/** For a version after the first: what it was returned for, what the unit says to that, and what is different now. */
export const AgainPart = ({
  m,
  page: { assignment, history, directive, unit },
  plan,
  readerId,
  changesHref,
}: {
  readonly m: Messages;
  readonly page: ReviewPage;
  readonly plan: PlanVersion;
  readonly readerId: string;
  /** Where the texts of the two versions are compared. */
  readonly changesHref: string;
}) => {
  const before = assignment.versions.find(({ version }) => version === plan.version - 1);
  if (!before) return null;
  const { items } = directive.content;
  const exchanges = exchangesOn(assignment, history, plan);
  // The reader's own first: that is what the reader looks for.
  const ordered = [
    ...exchanges.filter(({ comment }) => comment.from?.personId === readerId),
    ...exchanges.filter(({ comment }) => comment.from?.personId !== readerId),
  ];
  const [now, then] = [plan.form.itemsAnswered, before.form.itemsAnswered];
  const added = items.filter(({ id }) => now.includes(id) && !then.includes(id));
  const removed = items.filter(({ id }) => then.includes(id) && !now.includes(id));
  return (
    <section aria-labelledby="again-title">
      <h2 id="again-title">{m.t('page.review.again_title', { before: before.version })}</h2>
      {plan.form.note ? (
        <>
          <h3>{m.t('page.fact.note')}</h3>
          <Written text={plan.form.note} />
        </>
      ) : null}
      {ordered.length === 0 ? null : (
        <>
          <h3>{m.t('page.fact.answers')}</h3>
          <ul class="decisions">
            {ordered.map((exchange) => {
              const item = items.find(({ id }) => id === exchange.comment.itemId);
              return (
                <li>
                  {item ? <p>{m.t('page.review.again_about', { item: item.title })}</p> : null}
                  <div class="exchange">
                    <ExchangeText m={m} exchange={exchange} readerId={readerId} unitName={unit.fullName} />
                  </div>
                </li>
              );
            })}
          </ul>
        </>
      )}
      <h3>{m.t('page.changes.items_title')}</h3>
      {added.length + removed.length === 0 ? <p>{m.t('page.changes.items_same')}</p> : null}
      <ItemChanges title={m.t('page.changes.items_added')} items={added} />
      <ItemChanges title={m.t('page.changes.items_removed')} items={removed} />
      <p class="no-print">
        <a href={changesHref}>{m.t('page.changes.open', { before: before.version })}</a>
      </p>
    </section>
  );
};
