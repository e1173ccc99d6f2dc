import type { DirectiveBrief, DirectiveId, PersonId, UnitId } from '../domain/directive.ts';
import type { LetterKind } from '../domain/letter.ts';
import type { Mail, MailRef } from '../domain/mail.ts';
import { byVietnameseName, type Person, type Unit } from '../domain/register.ts';
import { maxRemindersPerSide, type ReminderStep, stepsOf, toldBy } from '../domain/reminder-plan.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import type { WorkingCalendar } from '../domain/working-calendar.ts';
import { calendarOf, peopleById } from './facts.ts';
import { inBatches } from './in-batches.ts';
import type { LadderOf, NotDelivered, Services } from './ports.ts';
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

type Needs = Pick<Services, 'directives' | 'register' | 'reminders' | 'outbox' | 'deliveries'>;

const counted = (mails: readonly Mail[]): ReminderOverview['mails'] => {
  const counts = new Map<string, { kind: LetterKind; status: Mail['status']; count: number }>();
  for (const { order, status } of mails) {
    const key = `${order.kind} ${status}`;
    const count = (counts.get(key)?.count ?? 0) + 1;
    counts.set(key, { kind: order.kind, status, count });
  }
  return [...counts.values()];
};

/** Assignments and mailboxes read at the same time: each answer is small, and the time goes in waiting for it. */
const readsAtOnce = 40;

const plannedFor = (
  { content }: DirectiveBrief,
  ladders: readonly LadderOf[],
  units: ReadonlyMap<UnitId, Unit>,
  calendar: WorkingCalendar,
  now: Instant,
): PlannedReminder[] => {
  const planned = ladders.flatMap(({ key, assignment, ladder }): PlannedReminder[] => {
    const unit = units.get(key.unitId);
    if (!unit || !assignment) return [];
    const ahead = stepsOf(assignment, content, calendar).filter(({ dueAt }) => dueAt > now);
    const left = maxRemindersPerSide - ladder.sent[ahead[0]?.side ?? 'unit'];
    return ahead.slice(0, Math.max(0, left)).map((step) => ({
      dueAt: step.dueAt,
      kind: step.kind,
      side: step.side,
      workingDays: step.workingDays,
      unitId: unit.id,
      unitName: unit.fullName,
      to: toldBy(step, assignment, content, unit).map(({ to }) => to),
    }));
  });
  const place = new Map([...units.keys()].map((id, index) => [id, index]));
  const placeOf = ({ unitId }: PlannedReminder): number => place.get(unitId) ?? 0;
  return planned.sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : placeOf(a) - placeOf(b)));
};

/**
 * Who gets what when from now on, what has been sent and what came of it; of one unit where one is named. Changes nothing.
 * Refusals: directive_not_found, assignment_not_found.
 */
export const reminderOverview = async (
  services: Needs,
  { directiveId, unitId }: { readonly directiveId: DirectiveId; readonly unitId?: UnitId | undefined },
  now: Instant,
): Promise<Result<ReminderOverview>> => {
  const directive = await services.directives.load(directiveId);
  if (!directive) return refuse('directive_not_found', { directive: directiveId });
  const asked = new Set(unitId === undefined ? directive.unitIds : directive.unitIds.filter((id) => id === unitId));
  if (unitId !== undefined && asked.size === 0) return refuse('assignment_not_found', { unit: unitId });
  const units = (await services.register.units()).filter(({ id }) => asked.has(id)).sort(byVietnameseName);
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const calendar = await calendarOf(services, directive);
  const ladders = await services.reminders.ladders(units.map(({ id }) => ({ directiveId, unitId: id })));
  const planned = directive.status === 'open' ? plannedFor(directive, ladders, byId, calendar, now) : [];

  const mailsOf = async (scopes: readonly MailRef['scope'][]): Promise<Mail[]> =>
    (await inBatches(scopes, (scope) => services.outbox.listFor(scope), undefined, readsAtOnce)).flat();
  const { office, authority, route } = directive.content;
  const ofUnits = units.flatMap(({ clerks, heads }) => [...clerks, ...heads]);
  const others = [...office.people, ...(authority.leaders ?? []), ...route.flatMap(({ reviewers }) => reviewers)];
  const ids = [...new Set([...ofUnits, ...others])];
  // Apart from their unit's letters, its people hear of it in digests alone: none before the first step of its ladder.
  const reminded = ladders.flatMap(({ key, ladder }) => (ladder.sent.unit > 0 ? (byId.get(key.unitId) ?? []) : []));
  const mailboxes = new Set([...reminded.flatMap(({ clerks, heads }) => [...clerks, ...heads]), ...others]);
  const aboutUnits = await mailsOf(units.map(({ id }) => ({ kind: 'assignment', directiveId, unitId: id })));
  const aboutAll = await mailsOf(unitId === undefined ? [{ kind: 'directive', directiveId }] : []);
  const toPeople = (await mailsOf([...mailboxes].map((personId) => ({ kind: 'person', personId })))).filter((mail) =>
    aboutMail(mail).some(
      (about) => about.directiveId === directiveId && (unitId === undefined || about.unitId === unitId),
    ),
  );
  const mails = [...aboutUnits, ...aboutAll, ...toPeople];
  const notDelivered = await services.deliveries.notDeliveredIn(directiveId);
  return accept({
    directive,
    asOf: now,
    planned,
    mails: counted(mails),
    sent: mails
      .filter(({ order }) => order.about.day !== undefined)
      .sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0)),
    notDelivered: notDelivered.filter((mark) => asked.has(mark.unitId)),
    people: await peopleById(services, ids),
  });
};
