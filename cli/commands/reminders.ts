import {
  type PlannedReminder,
  type ReminderOverview,
  reminderOverview,
} from '../../functions/usecases/reminder-overview.ts';
import { type Command, type CommandContext, tellRefusal } from '../command.ts';
import { factLines, tableLines } from '../terminal/table.ts';

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

/** Steps of the same moment that say the same are one line, however many units they are for. */
const plannedRows = ({ text, messages }: CommandContext, { planned, people }: ReminderOverview): string[][] => {
  const groups = new Map<string, PlannedReminder[]>();
  for (const one of planned) {
    const key = `${one.dueAt} ${one.side} ${one.kind} ${one.workingDays}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const names = [...new Set(group.flatMap(({ to }) => to))].map((id) => people.get(id)?.name ?? id);
    const shown =
      names.length > 3 ? [...names.slice(0, 3), text('reminders.more', { count: names.length - 3 })] : names;
    const what = text(`reminders.${first.side}_${first.kind}`, { days: messages.number(first.workingDays) });
    const units =
      group.length === 1 ? first.unitName : text('reminders.units', { count: messages.number(group.length) });
    return [[messages.dateTime(first.dueAt), what, units, shown.join(', ')]];
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

const tell = (context: CommandContext, overview: ReminderOverview): void => {
  const { text, messages, print } = context;
  const { directive, asOf, mails, sent, notDelivered, people } = overview;
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
          plannedRows(context, overview),
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
          sent.map((mail) => [
            messages.dateTime(mail.createdAt),
            mail.order.kind,
            nameOf(mail.order.to),
            'detail' in mail ? `${mail.status} (${mail.detail})` : mail.status,
          ]),
        )),
    ...notDelivered.flatMap(({ unitId, personId, since }) => [
      text('reminders.not_delivered', { unit: unitId, name: nameOf(personId), moment: messages.dateTime(since) }),
    ]),
  ];
  for (const line of lines) print(line);
};

/** `reminders DIRECTIVE [--json]`: who gets what when, what was sent and what came of it. */
export const remindersCommand: Command = {
  name: 'reminders',
  takes: [1, 1],
  options: ['json'],
  run: async (context, { values: [directive = ''], flags }) => {
    const { services, now } = await context.place();
    const overview = await reminderOverview(services, directive, now);
    if (!overview) return tellRefusal(context, { code: 'directive_not_found', params: { directive } });
    if (flags.has('json')) context.write(`${JSON.stringify(asJson(overview), null, 2)}\n`);
    else tell(context, overview);
    return 0;
  },
};
