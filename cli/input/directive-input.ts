import * as z from 'zod';
import { namedDate } from '../../functions/domain/deadline.ts';
import {
  type DirectiveContent,
  defaultLadder,
  mostReviewers,
  type ReviewStage,
  type UnitId,
} from '../../functions/domain/directive.ts';
import { parseNotation } from '../../functions/domain/notation.ts';
import { defaultConsequences, type PlanCheck } from '../../functions/domain/plan-checks.ts';
import {
  expects,
  id,
  list,
  localDate,
  locale,
  mapping,
  moment,
  text,
  timeOfDay,
  wholeNumber,
  yesOrNo,
} from './expectations.ts';
import { inFileOrder, type Problem } from './problem.ts';
import { type Reading, type Reference, referenceAt, referencesIn, repeatedIn } from './references.ts';
import { placesIn, problemAt, textAt, validate, valueAt } from './validate.ts';
import { parseYaml, type YamlSource } from './yaml-source.ts';

/** A directive as its file has it, and whom it asks. */
export interface DirectiveFile {
  readonly content: DirectiveContent;
  /** `all`: every unit of the register at the moment of opening. */
  readonly units: readonly UnitId[] | 'all';
}

/** Working days that anything in a directive may take. */
const mostDays = 120;

const deadline = mapping({
  before: localDate().optional(),
  by: localDate().optional(),
  at: moment().optional(),
}).transform(({ before, by, at }, context): DirectiveContent['deadline'] => {
  const given = [
    ...(before === undefined ? [] : [{ rule: 'before_date', date: before } as const]),
    ...(by === undefined ? [] : [{ rule: 'by_date', date: by } as const]),
    ...(at === undefined ? [] : [{ rule: 'by_instant', instant: at } as const]),
  ];
  const [only, second] = given;
  if (only && !second) return only;
  context.addIssue({ code: 'custom', message: expects('input.expected_deadline') });
  return z.NEVER;
});

const rule = z.unknown().transform((value, context): DirectiveContent['route'][number]['rule'] => {
  if (value === 'all' || value === 'any') return { kind: value };
  const parsed = atLeast.safeParse(value);
  if (parsed.success) return { kind: 'n_of', n: parsed.data.atLeast };
  context.addIssue({ code: 'custom', message: expects('input.expected_rule') });
  return z.NEVER;
});
const atLeast = z.strictObject({ atLeast: z.int().min(1) });

/** Items to which a reviewer's field is limited. */
const field = mapping({ reviewer: id(), items: list(id(), 1, 100) });

const stage = mapping({
  name: text(),
  reviewers: list(id(), 1, mostReviewers),
  rule: rule.prefault('all'),
  allowanceWorkingDays: wholeNumber(1, mostDays),
  fields: list(field, 1, mostReviewers).optional(),
  returnAtFirst: yesOrNo().optional(),
});

const toStage = ({ fields, returnAtFirst, ...rest }: z.output<typeof stage>): ReviewStage => ({
  ...rest,
  ...(fields ? { fields: Object.fromEntries(fields.map(({ reviewer, items }) => [reviewer, items])) } : {}),
  ...(returnAtFirst === undefined ? {} : { returnAtFirst }),
});

const units = z.unknown().transform((value, context): DirectiveFile['units'] => {
  if (value === 'all') return 'all';
  const parsed = list(id(), 1, 50_000).safeParse(value);
  if (parsed.success) return parsed.data;
  for (const { message, path } of parsed.error.issues) {
    context.addIssue({
      code: 'custom',
      message: path.length === 0 ? expects('input.expected_units') : message,
      path: [...path],
    });
  }
  return z.NEVER;
});

const consequences = ['refuse', 'remark', 'ignore'] as const;

/** What follows when a plan fails a check; the office may leave it to the usual. */
const consequence = (check: PlanCheck) =>
  z
    .enum(consequences, { error: expects('input.expected_one_of', { values: consequences.join(', ') }) })
    .default(defaultConsequences[check]);

const days = () => wholeNumber(1, mostDays);

/** Left out as a whole, the usual ladder holds; what is left out of a ladder is not done. */
const reminders = mapping({
  beforeWorkingDays: list(days(), 0, 20),
  afterWorkingDays: list(days(), 0, 20),
  at: timeOfDay(),
  onTheDay: yesOrNo().exactOptional(),
  thenEveryWorkingDays: days().exactOptional(),
  headFromWorkingDays: days().exactOptional(),
  leaderFromWorkingDays: days().exactOptional(),
  weeklySummary: yesOrNo().exactOptional(),
  revisions: yesOrNo().exactOptional(),
  reviews: mapping({ everyWorkingDays: days(), officeFromWorkingDays: days() }).exactOptional(),
});

const schema = mapping({
  id: id(),
  title: text(500),
  subject: text(500),
  notation: text(50)
    .refine((value) => parseNotation(value) !== undefined, { error: expects('input.expected_notation') })
    .optional(),
  issuedOn: localDate(),
  authority: mapping({ name: text(), leaders: list(id(), 0, 50).exactOptional() }),
  office: mapping({ name: text(), people: list(id(), 1, 50) }),
  deadline,
  items: list(mapping({ id: id(), title: text(500), keywords: list(text(100), 0, 50).default([]) }), 1, 100),
  route: list(stage, 1, 10),
  calendar: id(),
  reminders: reminders.default(() => ({
    ...defaultLadder,
    beforeWorkingDays: [...defaultLadder.beforeWorkingDays],
    afterWorkingDays: [...defaultLadder.afterWorkingDays],
  })),
  checks: mapping({
    notation_used: consequence('notation_used'),
    dated_in_future: consequence('dated_in_future'),
    dated_after_deadline: consequence('dated_after_deadline'),
    other_unit_in_heading: consequence('other_unit_in_heading'),
    same_file_other_unit: consequence('same_file_other_unit'),
    unchanged_file: consequence('unchanged_file'),
  }).default(defaultConsequences),
  reviseWithinWorkingDays: wholeNumber(1, mostDays),
  stepUp: yesOrNo().optional(),
  questionsStopClock: yesOrNo().optional(),
  locale: locale().default('vi'),
  units,
});

const toFile = (input: z.output<typeof schema>): DirectiveFile => {
  const { calendar, units: unitIds, notation, route, stepUp, questionsStopClock, ...content } = input;
  return {
    content: {
      ...content,
      route: route.map(toStage),
      calendarId: calendar,
      ...(notation === undefined ? {} : { notation }),
      ...(stepUp === undefined ? {} : { stepUp }),
      ...(questionsStopClock === undefined ? {} : { questionsStopClock }),
    },
    units: unitIds,
  };
};

/** What is wrong although every field by itself is right. */
const contradictions = (source: YamlSource, content: DirectiveContent | undefined): Problem[] => {
  if (!content) return [];
  const problems = content.route.flatMap(({ rule: stageRule, reviewers }, index) =>
    stageRule.kind === 'n_of' && stageRule.n > reviewers.length
      ? [
          problemAt(
            source,
            ['route', index, 'rule'],
            'input.more_than_reviewers',
            { count: reviewers.length },
            'leave_out',
          ),
        ]
      : [],
  );
  if (namedDate(content.deadline) < content.issuedOn) {
    problems.push(problemAt(source, ['deadline'], 'input.deadline_before_issue', {}, 'leave_out'));
  }
  return [...problems, ...fieldsOfOthers(source)];
};

/** Fields of people who do not review in the stage, or of items that the directive does not have. */
const fieldsOfOthers = (source: YamlSource): Problem[] => {
  const items = placesIn(source, ['items']).map((place) => textAt(source, [...place, 'id']));
  return placesIn(source, ['route']).flatMap((stagePlace) => {
    const reviewers = placesIn(source, [...stagePlace, 'reviewers']).map((place) => textAt(source, place));
    return placesIn(source, [...stagePlace, 'fields']).flatMap((fieldPlace) => {
      const reviewer = [...fieldPlace, 'reviewer'];
      const strange = reviewers.includes(textAt(source, reviewer))
        ? []
        : [problemAt(source, reviewer, 'input.field_of_no_reviewer')];
      const unknown = placesIn(source, [...fieldPlace, 'items']).filter(
        (place) => !items.includes(textAt(source, place)),
      );
      return [...strange, ...unknown.map((place) => problemAt(source, place, 'input.no_such_item'))];
    });
  });
};

const numbersRepeated = (source: YamlSource, path: readonly string[]): Problem[] =>
  placesIn(source, path).flatMap((place, index, places) => {
    const number = valueAt(source.value, place);
    const before = places.slice(0, index).some((other) => valueAt(source.value, other) === number);
    return typeof number === 'number' && before ? [problemAt(source, place, 'input.repeated_number')] : [];
  });

const repetitions = (source: YamlSource): Problem[] => [
  ...repeatedIn(source, ['items'], 'input.repeated_id', { field: 'id' }),
  ...repeatedIn(source, ['office', 'people'], 'input.repeated_entry'),
  ...repeatedIn(source, ['units'], 'input.repeated_entry'),
  ...placesIn(source, ['route']).flatMap((place) => [
    ...repeatedIn(source, [...place, 'reviewers'], 'input.repeated_entry'),
    ...repeatedIn(source, [...place, 'fields'], 'input.repeated_entry', { field: 'reviewer' }),
  ]),
  ...numbersRepeated(source, ['reminders', 'beforeWorkingDays']),
  ...numbersRepeated(source, ['reminders', 'afterWorkingDays']),
];

const referencesOf = (source: YamlSource): Reference[] => [
  ...referencesIn(source, ['office', 'people'], 'person'),
  ...referencesIn(source, ['authority', 'leaders'], 'person'),
  ...placesIn(source, ['route']).flatMap((place) => referencesIn(source, [...place, 'reviewers'], 'person')),
  ...referencesIn(source, ['units'], 'unit'),
  ...referenceAt(source, ['calendar'], 'calendar'),
];

/**
 * Reads the file of a directive. People, units and the calendar are references, for whoever knows the register.
 * Never throws.
 */
export const readDirective = (file: string, fileText: string): Reading<DirectiveFile> => {
  const parsed = parseYaml(file, fileText);
  if (!parsed.ok) return { value: undefined, problems: inFileOrder(parsed.problems), references: [] };
  const { source } = parsed;
  const checked = validate(source, schema);
  const value = checked.value && toFile(checked.value);
  const problems = [...checked.problems, ...repetitions(source), ...contradictions(source, value?.content)];
  return {
    value: problems.length === 0 ? value : undefined,
    problems: inFileOrder(problems),
    references: referencesOf(source),
  };
};
