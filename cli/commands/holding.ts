import { type DirectiveHolding, holdingTimes, type UnitHolding } from '../../functions/usecases/holding-times.ts';
import { type Command, type CommandContext, tellRefusal } from '../command.ts';
import { factLines, tableLines } from '../terminal/table.ts';

/** For another program: days are working days. */
const asJson = ({ directive, asOf, units, people }: DirectiveHolding) => ({
  directive: { id: directive.content.id, title: directive.content.title },
  asOf,
  units: units.map(({ unitId, name, elapsed, withUnit, withReviewers, settled, reviewers }) => ({
    id: unitId,
    name,
    elapsed,
    withUnit,
    withReviewers,
    settled,
    reviewers: reviewers.map(({ reviewerId, days, waiting }) => ({
      id: reviewerId,
      name: people.get(reviewerId)?.name ?? null,
      days,
      waiting,
    })),
  })),
});

const reviewersText = ({ text, messages }: CommandContext, holding: DirectiveHolding, unit: UnitHolding): string =>
  unit.reviewers
    .map(({ reviewerId, days, waiting }) => {
      const params = {
        name: holding.people.get(reviewerId)?.name ?? reviewerId,
        days: messages.number(days),
        waiting: messages.number(waiting),
      };
      return waiting > 0 ? text('holding.reviewer_waiting', params) : text('holding.reviewer', params);
    })
    .join(', ');

const asTable = (context: CommandContext, holding: DirectiveHolding): string[] => {
  const { text, messages } = context;
  const days = (title: string) => ({ title, align: 'right' }) as const;
  const columns = [
    { title: messages.t('page.report.col.unit') },
    days(text('holding.elapsed')),
    days(text('holding.with_unit')),
    days(text('holding.with_reviewers')),
    days(text('holding.settled')),
    { title: text('holding.reviewers') },
  ];
  const rows = holding.units.map((unit) => [
    unit.name,
    ...[unit.elapsed, unit.withUnit, unit.withReviewers, unit.settled].map((count) => messages.number(count)),
    reviewersText(context, holding, unit),
  ]);
  return [
    ...factLines([
      [text('report.directive'), holding.directive.content.title],
      [text('report.as_of'), messages.dateTime(holding.asOf)],
    ]),
    '',
    ...tableLines(columns, rows),
  ];
};

/** `holding DIRECTIVE [--json]`: working days that each plan has been with its unit and with each reviewer. */
export const holdingCommand: Command = {
  name: 'holding',
  takes: [1, 1],
  options: ['json'],
  run: async (context, { values: [directive = ''], flags }) => {
    const { services, now } = await context.place();
    const result = await holdingTimes(services, directive, now);
    if (!result.ok) return tellRefusal(context, result.refusal);
    if (flags.has('json')) context.write(`${JSON.stringify(asJson(result.value), null, 2)}\n`);
    else for (const line of asTable(context, result.value)) context.print(line);
    return 0;
  },
};
