import type { DirectiveContent } from '../../functions/domain/directive.ts';
import { canonicalJson } from '../../functions/domain/history.ts';
import { openDirective } from '../../functions/usecases/open-directive.ts';
import { type Command, type CommandContext, type ExitCode, tellRefusal } from '../command.ts';
import { type Preview, previewLines, previewWarnings } from '../directive-words.ts';
import { type DirectiveFile, readDirective } from '../input/directive-input.ts';
import { type KnownIds, type Reference, unknownReferences } from '../input/references.ts';
import { readFiles, tellProblems } from '../input-files.ts';
import type { CliServices, Place } from '../place.ts';
import { progressIn } from '../progress.ts';

/** The ids of the stored register, as far as the references ask for them. */
const knownIds = async ({ register }: CliServices, references: readonly Reference[]): Promise<KnownIds> => {
  const ids = (kind: Reference['kind']): string[] =>
    references.flatMap((reference) => (reference.kind === kind ? [reference.id] : []));
  const [people, units, calendars] = await Promise.all([
    register.people([...new Set(ids('person'))]),
    register.units(),
    Promise.all([...new Set(ids('calendar'))].map((id) => register.calendar(id))),
  ]);
  return {
    person: new Set(people.map(({ id }) => id)),
    unit: new Set(units.map(({ id }) => id)),
    calendar: new Set(calendars.flatMap((calendar) => (calendar ? [calendar.id] : []))),
  };
};

const previewOf = async ({ services, now }: Place, { content, units }: DirectiveFile): Promise<Preview | undefined> => {
  const { register } = services;
  const named = [...content.office.people, ...content.route.flatMap((stage) => stage.reviewers)];
  const [all, calendar, people] = await Promise.all([
    register.units(),
    register.calendar(content.calendarId),
    register.people(named),
  ]);
  if (!calendar) return undefined;
  const asked = units === 'all' ? all : all.filter(({ id }) => units.includes(id));
  return { content, units: asked, people: new Map(people.map((person) => [person.id, person])), calendar, now };
};

/** Which parts of a directive are not as they were when it was opened. */
const differences = async (
  { services }: Place,
  content: DirectiveContent,
  unitIds: readonly string[],
): Promise<string[]> => {
  const stored = await services.directives.load(content.id);
  if (!stored) return [];
  const before: Record<string, unknown> = { ...stored.content, units: stored.unitIds };
  const after: Record<string, unknown> = { ...content, units: unitIds };
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (field) => canonicalJson([before[field]]) !== canonicalJson([after[field]]),
  );
};

const open = async (
  context: CommandContext,
  place: Place,
  { content, units }: DirectiveFile,
  preview: Preview,
): Promise<ExitCode> => {
  const { text, print, warn, messages } = context;
  const unitIds = units === 'all' ? preview.units.map(({ id }) => id).sort() : units;
  const before = await place.services.directives.load(content.id);
  if (before?.status === 'closed') {
    warn(text('open.is_closed', { moment: messages.dateTime(before.closedAt ?? place.now) }));
    return 1;
  }
  const result = await openDirective(place.services, content, unitIds, place.now, progressIn(context));
  if (!result.ok) {
    await tellRefusal(context, result.refusal);
    if (result.refusal.code === 'directive_exists_differently') {
      warn(text('open.differs', { fields: (await differences(place, content, unitIds)).join(', ') }));
    }
    return 1;
  }
  const { created, existing, directive } = result.value;
  print(text('open.done', { id: directive.content.id, created, existing }));
  if (created === 0 && directive.openedAt !== undefined) {
    print(text('open.was_open', { moment: messages.dateTime(directive.openedAt) }));
  }
  if (place.baseUrl === undefined) warn(text('open.warn_no_service'));
  return 0;
};

/** `open FILE [--dry-run]`: a directive from its file, with an assignment and an invitation for each unit. */
export const openCommand: Command = {
  name: 'open',
  takes: [1, 1],
  options: ['dry-run'],
  run: async (context, { values, flags }) => {
    const files = readFiles(context, values);
    const [file] = files.texts;
    if (!file) return tellProblems(context, files.problems);
    const { value, problems, references } = readDirective(file.file, file.text);
    if (references.length === 0) return tellProblems(context, problems);
    const place = await context.place();
    const unknown = unknownReferences(references, await knownIds(place.services, references));
    if (!value || problems.length + unknown.length > 0) return tellProblems(context, [...problems, ...unknown]);
    const preview = await previewOf(place, value);
    if (!preview) throw new Error(`calendar ${value.content.calendarId} has vanished`);
    if (preview.units.length === 0) {
      context.warn(context.text('open.no_units'));
      return 1;
    }
    for (const line of previewLines(context, preview)) context.print(line);
    for (const warning of previewWarnings(context, preview)) context.warn(`${context.text('open.warning')} ${warning}`);
    if (!flags.has('dry-run')) return open(context, place, value, preview);
    context.print(context.text('open.dry_run'));
    return 0;
  },
};
