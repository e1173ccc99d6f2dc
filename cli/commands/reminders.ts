import type { Mail } from '../../functions/domain/mail.ts';
import { localDateOf } from '../../functions/domain/time.ts';
import { type ReminderOverview, reminderOverview } from '../../functions/usecases/reminder-overview.ts';
import type { Command, CommandContext } from '../command.ts';
import { factLines, tableLines } from '../terminal/table.ts';
import { tellUnitRefusal } from './change.ts';

const asJson = ({ directive, asOf, planned, mails, sent, notDelivered }: ReminderOverview) => ({
  directive: directive.content.id,
  asOf,
  planned: planned.map(({ dueAt, side, kind, workingDays, unitId, to }) => ({
    at: dueAt,
    side,
    kind,
    workingDays,
    unit: unitId,
    to,
  })),
  mails,
  sent: sent.map((mail) => ({
    orderedAt: mail.createdAt,
    letter: mail.order.kind,
    to: mail.order.to,
    unit: mail.order.about.unitId ?? null,
    status: mail.status,
    detail: 'detail' in mail ? mail.detail : null,
  })),
  notDelivered,
});

/** Lines of a list that a person still reads; longer ones are summed up unless all is asked for. */
const mostLines = 50;

/** Values that give the same text, in the order in which the first of each comes. */
const groupedBy = <Value>(values: readonly Value[], by: (value: Value) => string): Value[][] => {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const key = by(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return [...groups.values()];
};

const namesIn = ({ text }: CommandContext, { people }: ReminderOverview, ids: readonly string[]): string => {
  const names = [...new Set(ids)].map((id) => people.get(id)?.name ?? id);
  const shown = names.length > 3 ? [...names.slice(0, 3), text('reminders.more', { count: names.length - 3 })] : names;
  return shown.join(', ');
};

/** Steps of the same moment that say the same are one line, however many units they are for, unless all is asked for. */
const plannedRows = (context: CommandContext, overview: ReminderOverview, all: boolean): string[][] => {
  const { text, messages } = context;
  const groups = groupedBy(
    overview.planned,
    ({ dueAt, side, kind, workingDays, unitId }) => `${dueAt} ${side} ${kind} ${workingDays}${all ? ` ${unitId}` : ''}`,
  );
  return groups.flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const what = text(`reminders.${first.side}_${first.kind}`, { days: messages.number(first.workingDays) });
    const units =
      group.length === 1 ? first.unitName : text('reminders.units', { count: messages.number(group.length) });
    const to = group.flatMap(({ to }) => to);
    return [[messages.dateTime(first.dueAt), what, units, namesIn(context, overview, to)]];
  });
};

const outcomeOf = (mail: Mail): string => ('detail' in mail ? `${mail.status} (${mail.detail})` : mail.status);

/** What has gone out, mail by mail; of very many, how many of a kind on a day came to what. */
const sentRows = (context: CommandContext, overview: ReminderOverview, all: boolean): string[][] => {
  const { messages, text } = context;
  const { sent, people } = overview;
  if (all || sent.length <= mostLines) {
    return sent.map((mail) => [
      messages.dateTime(mail.createdAt),
      mail.order.kind,
      people.get(mail.order.to)?.name ?? mail.order.to,
      outcomeOf(mail),
    ]);
  }
  const dayOf = (mail: Mail): string => messages.date(localDateOf(mail.createdAt));
  return groupedBy(sent, (mail) => `${dayOf(mail)} ${mail.order.kind} ${outcomeOf(mail)}`).flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const to = text('reminders.mails_to', { count: messages.number(group.length) });
    return [[dayOf(first), first.order.kind, to, outcomeOf(first)]];
  });
};

/** How far the mails of the directive are: after opening it for many units they need a while. */
const mailsHeading = ({ text, messages }: CommandContext, { mails }: ReminderOverview): string => {
  const sumOf = (...statuses: readonly (typeof mails)[number]['status'][]): string =>
    messages.number(mails.reduce((sum, { status, count }) => sum + (statuses.includes(status) ? count : 0), 0));
  return text('reminders.mails', {
    out: sumOf('sent', 'delivered', 'bounced', 'complained'),
    all: messages.number(mails.reduce((sum, { count }) => sum + count, 0)),
    waiting: sumOf('pending', 'sending'),
  });
};

const tell = (context: CommandContext, overview: ReminderOverview, all: boolean): void => {
  const { text, messages, print } = context;
  const { directive, asOf, mails, notDelivered, people } = overview;
  const sent = sentRows(context, overview, all);
  const lost = all ? notDelivered : notDelivered.slice(0, mostLines);
  const nameOf = (id: string): string => people.get(id)?.name ?? id;
  const lines = [
    ...factLines([
      [text('report.directive'), directive.content.title],
      [text('report.as_of'), messages.dateTime(asOf)],
    ]),
    '',
    text('reminders.ahead'),
    ...(overview.planned.length === 0
      ? [text('reminders.none')]
      : tableLines(
          [
            { title: text('reminders.when') },
            { title: text('reminders.what') },
            { title: text('reminders.unit') },
            { title: text('reminders.to') },
          ],
          plannedRows(context, overview, all),
        )),
    '',
    mailsHeading(context, overview),
    ...tableLines(
      [
        { title: text('reminders.letter') },
        { title: text('reminders.status') },
        { title: text('reminders.count'), align: 'right' },
      ],
      mails.map(({ kind, status, count }) => [kind, status, messages.number(count)]),
    ),
    '',
    text('reminders.sent'),
    ...(sent.length === 0
      ? [text('reminders.none')]
      : tableLines(
          [
            { title: text('reminders.when') },
            { title: text('reminders.letter') },
            { title: text('reminders.to') },
            { title: text('reminders.status') },
          ],
          sent,
        )),
    ...lost.map(({ unitId, personId, since }) =>
      text('reminders.not_delivered', { unit: unitId, name: nameOf(personId), moment: messages.dateTime(since) }),
    ),
    ...(lost.length < notDelivered.length
      ? [text('reminders.not_delivered_more', { count: messages.number(notDelivered.length - lost.length) })]
      : []),
  ];
  for (const line of lines) print(line);
};

/** `reminders DIRECTIVE [UNIT] [--all] [--json]`: who gets what when, what was sent and what came of it. */
export const remindersCommand: Command = {
  name: 'reminders',
  takes: [1, 2],
  options: ['all', 'json'],
  run: async (context, { values: [directiveId = '', unitId], flags }) => {
    const place = await context.place();
    const result = await reminderOverview(place.services, { directiveId, unitId }, place.now);
    if (!result.ok) return tellUnitRefusal(context, place, { directiveId, unitId: unitId ?? '' }, result.refusal);
    if (flags.has('json')) context.write(`${JSON.stringify(asJson(result.value), null, 2)}\n`);
    else tell(context, result.value, flags.has('all') || unitId !== undefined);
    return 0;
  },
};
