import type { DirectiveBrief, DirectiveId, PersonId, UnitId } from '../domain/directive.ts';
import type { LetterKind } from '../domain/letter.ts';
import type { Mail } from '../domain/mail.ts';
import { byVietnameseName, type Person } from '../domain/register.ts';
import { maxRemindersPerSide, type ReminderStep, stepsOf, toldBy } from '../domain/reminder-plan.ts';
import type { Instant } from '../domain/time.ts';
import { calendarOf, peopleById } from './facts.ts';
import { inBatches } from './in-batches.ts';
import type { NotDelivered, Services } from './ports.ts';
import { aboutMail } from './record-feedback.ts';

/** One step that lies ahead, as things stand: a submission, an extension or a promise changes it. */
export interface PlannedReminder extends Pick<ReminderStep, 'dueAt' | 'kind' | 'side' | 'workingDays'> {
  readonly unitId: UnitId;
  readonly unitName: string;
  /** Everybody who hears of it, the unit's people first. */
  readonly to: readonly PersonId[];
}

export interface ReminderOverview {
  readonly directive: DirectiveBrief;
  readonly asOf: Instant;
  /** What lies ahead, in order of time. */
  readonly planned: readonly PlannedReminder[];
  /** Mails about the directive, by kind of letter and what became of them. */
  readonly mails: readonly { readonly kind: LetterKind; readonly status: Mail['status']; readonly count: number }[];
  /** Reminders and the like that have gone out, oldest first. */
  readonly sent: readonly Mail[];
  readonly notDelivered: readonly NotDelivered[];
  readonly people: ReadonlyMap<PersonId, Person>;
}

type Needs = Pick<Services, 'directives' | 'assignments' | 'register' | 'reminders' | 'outbox' | 'deliveries'>;

const counted = (mails: readonly Mail[]): ReminderOverview['mails'] => {
  const counts = new Map<string, { kind: LetterKind; status: Mail['status']; count: number }>();
  for (const { order, status } of mails) {
    const key = `${order.kind} ${status}`;
    const count = (counts.get(key)?.count ?? 0) + 1;
    counts.set(key, { kind: order.kind, status, count });
  }
  return [...counts.values()];
};

/** Who gets what when from now on, what has been sent and what came of it. Changes nothing; undefined: no such directive. */
export const reminderOverview = async (
  services: Needs,
  directiveId: DirectiveId,
  now: Instant,
): Promise<ReminderOverview | undefined> => {
  const directive = await services.directives.load(directiveId);
  if (!directive) return undefined;
  const calendar = await calendarOf(services, directive);
  const units = (await services.register.units()).filter(({ id }) => directive.unitIds.includes(id));
  const planned = (
    await inBatches([...units].sort(byVietnameseName), async (unit): Promise<PlannedReminder[]> => {
      const key = { directiveId, unitId: unit.id };
      const [assignment, ladder] = await Promise.all([services.assignments.load(key), services.reminders.ladder(key)]);
      if (!assignment || directive.status !== 'open') return [];
      const ahead = stepsOf(assignment, directive.content, calendar).filter(({ dueAt }) => dueAt > now);
      const left = maxRemindersPerSide - (ladder?.sent[ahead[0]?.side ?? 'unit'] ?? 0);
      return ahead.slice(0, Math.max(0, left)).map((step) => ({
        dueAt: step.dueAt,
        kind: step.kind,
        side: step.side,
        workingDays: step.workingDays,
        unitId: unit.id,
        unitName: unit.fullName,
        to: toldBy(step, assignment, directive.content, unit).map(({ to }) => to),
      }));
    })
  ).flat();
  const ofUnits = (
    await inBatches(units, ({ id: unitId }) => services.outbox.listFor({ kind: 'assignment', directiveId, unitId }))
  ).flat();
  const { office, authority, route } = directive.content;
  const named = [
    ...units.flatMap(({ clerks, heads }) => [...clerks, ...heads]),
    ...office.people,
    ...(authority.leaders ?? []),
    ...route.flatMap(({ reviewers }) => reviewers),
  ];
  const ids = [...new Set(named)];
  const toPeople = (await inBatches(ids, (personId) => services.outbox.listFor({ kind: 'person', personId }))).flat();
  const mails = [
    ...ofUnits,
    ...(await services.outbox.listFor({ kind: 'directive', directiveId })),
    ...toPeople.filter((mail) => aboutMail(mail).some((about) => about.directiveId === directiveId)),
  ];
  return {
    directive,
    asOf: now,
    planned: planned.sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0)),
    mails: counted(mails),
    sent: mails
      .filter(({ order }) => order.about.day !== undefined)
      .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1)),
    notDelivered: await services.deliveries.notDeliveredIn(directiveId),
    people: await peopleById(services, ids),
  };
};
