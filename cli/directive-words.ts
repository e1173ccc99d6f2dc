import { type Deadline, isLate, namedDate } from '../functions/domain/deadline.ts';
import type { DirectiveContent, ReviewStage } from '../functions/domain/directive.ts';
import { byVietnameseName, type Person, type Unit } from '../functions/domain/register.ts';
import { maxRemindersPerSide } from '../functions/domain/reminder-plan.ts';
import { type Rung, rungsOf } from '../functions/domain/reminders.ts';
import { type Instant, type LocalDate, localDateOf } from '../functions/domain/time.ts';
import {
  expectedDays,
  isWorkingDay,
  unknownYears,
  type WorkingCalendar,
} from '../functions/domain/working-calendar.ts';
import { deadlineInFull } from '../functions/i18n/deadline-text.ts';
import type { CommandContext } from './command.ts';
import { factLines } from './terminal/table.ts';

/** What an opened directive leads to, as of a moment. */
export interface Preview {
  readonly content: DirectiveContent;
  readonly units: readonly Unit[];
  readonly people: ReadonlyMap<string, Person>;
  readonly calendar: WorkingCalendar;
  readonly now: Instant;
}

type Words = Pick<CommandContext, 'text' | 'messages'>;

const ruleText = ({ text }: Words, { rule, reviewers }: ReviewStage): string => {
  if (reviewers.length === 1) return '';
  switch (rule.kind) {
    case 'all':
      return text('open.rule_all');
    case 'any':
      return text('open.rule_any');
    case 'n_of':
      return text('open.rule_n_of', { n: rule.n, of: reviewers.length });
  }
};

const stageText = (words: Words, stage: ReviewStage, place: number, people: Preview['people']): string => {
  const reviewers = stage.reviewers.map((id) => {
    const person = people.get(id);
    return person ? `${person.name} (${person.title})` : id;
  });
  const rule = ruleText(words, stage);
  const days = words.text('open.allowance', { days: stage.allowanceWorkingDays });
  return [`${place}. ${stage.name}: ${reviewers.join(', ')}`, ...(rule === '' ? [] : [rule]), days].join('; ');
};

const rungText = ({ text, messages }: Words, rung: Rung): string => {
  const what = text(`open.${rung.kind}`, { days: rung.workingDays });
  return `${messages.dateTime(rung.dueAt)}  ${what}`;
};

/** The reminders that are still to come. */
const rungsAhead = ({ content, calendar, now }: Preview): Rung[] =>
  rungsOf(content.deadline, content.reminders, calendar)
    .filter((rung) => rung.dueAt > now)
    .slice(0, maxRemindersPerSide);

/** A directive in lines: what is asked of whom until when, who decides, when units are reminded. */
export const previewLines = (words: Words, preview: Preview): string[] => {
  const { text, messages } = words;
  const { content, units, people } = preview;
  const ahead = rungsAhead(preview);
  const names = [...units].sort(byVietnameseName).map(({ name }) => name);
  return factLines([
    [text('open.title'), content.title],
    ...(content.notation === undefined ? [] : [[text('open.notation'), content.notation] as const]),
    [text('open.issued'), `${messages.date(content.issuedOn)}, ${content.authority.name}`],
    [text('open.deadline'), deadlineInFull(messages, content.deadline)],
    [text('open.items'), String(content.items.length)],
    [text('open.units'), `${messages.number(units.length)}: ${shortened(names)}`],
    [text('open.route'), ...content.route.map((stage, index) => stageText(words, stage, index + 1, people))],
    [
      text('open.office'),
      `${content.office.name}: ${content.office.people.map((id) => people.get(id)?.name ?? id).join(', ')}`,
    ],
    [
      text('open.reminders'),
      ...(ahead.length === 0 ? [text('open.no_reminders')] : ahead.map((rung) => rungText(words, rung))),
    ],
    [text('open.revise'), text('open.allowance', { days: content.reviseWithinWorkingDays })],
  ]);
};

const mostNames = 20;
const shortened = (names: readonly string[]): string =>
  names.length <= mostNames ? names.join(', ') : `${names.slice(0, mostNames).join(', ')}, …`;

/** What the calendar does not know for sure of a time. */
export const calendarWarnings = (
  { text, messages }: Words,
  calendar: WorkingCalendar,
  from: LocalDate,
  to: LocalDate,
): string[] => {
  const unknown = unknownYears(calendar, from, to);
  const expected = expectedDays(calendar, from, to).map((date) => messages.date(date));
  const { id } = calendar;
  return [
    ...(unknown.length > 0 ? [text('open.warn_calendar', { calendar: id, years: unknown.join(', ') })] : []),
    ...(expected.length > 0 ? [text('open.warn_expected', { calendar: id, days: shortened(expected) })] : []),
  ];
};

/** What looks like a slip of the pen in a deadline: a day off, or one that is over. */
export const deadlineWarnings = (
  { text, messages }: Words,
  deadline: Deadline,
  calendar: WorkingCalendar,
  now: Instant,
): string[] => {
  const named = namedDate(deadline);
  return [
    ...(isLate(now, deadline) ? [text('open.warn_deadline_past')] : []),
    ...(isWorkingDay(calendar, named) ? [] : [text('open.warn_day_off', { date: messages.date(named) })]),
  ];
};

/** What somebody should know before opening: nothing here forbids it. */
export const previewWarnings = ({ text, messages }: Words, preview: Preview): string[] => {
  const { content, calendar, now } = preview;
  const named = namedDate(content.deadline);
  const rungs = rungsOf(content.deadline, content.reminders, calendar).slice(0, maxRemindersPerSide);
  const days = [content.issuedOn, localDateOf(now), named, ...rungs.map((rung) => localDateOf(rung.dueAt))].sort();
  const [from, to] = [days.at(0) ?? named, days.at(-1) ?? named];
  return [
    ...calendarWarnings({ text, messages }, calendar, from, to),
    ...deadlineWarnings({ text, messages }, content.deadline, calendar, now),
    ...(rungs.length > 0 && rungsAhead(preview).length === 0 ? [text('open.warn_no_reminders')] : []),
  ];
};
