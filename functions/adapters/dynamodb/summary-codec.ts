import * as z from 'zod';
import { type AssignmentStatus, type HandOver, type Holder, holders } from '../../domain/assignment.ts';
import type { AssignmentSummary } from '../../domain/report.ts';
import { epochMs, instantFromMs } from '../../domain/time.ts';
import { StoredFault } from '../../usecases/ports.ts';
import { parseReportSk } from './keys.ts';
import { deadline } from './schemas/common.ts';

/**
 * The report's index carries one summary for every unit, and a listing of 10,000 units is paid by its bytes: so the
 * summary is a short JSON list, and the unit's name and id travel in the index key.
 */
const letterOf: Readonly<Record<AssignmentStatus, string>> = {
  awaiting_plan: 'w',
  in_review: 'i',
  returned: 'r',
  approved: 'a',
  excused: 'x',
};

const statusOf = (letter: string): AssignmentStatus => {
  switch (letter) {
    case 'w':
      return 'awaiting_plan';
    case 'i':
      return 'in_review';
    case 'r':
      return 'returned';
    case 'a':
      return 'approved';
    case 'x':
      return 'excused';
    default:
      throw new Error(`unknown status letter "${letter}" in a summary`);
  }
};

const shape = z.lazy(() =>
  z.tuple([
    z.string(),
    z.number().int(),
    z.number().int(),
    z.array(z.string()),
    z.enum(['b', 'd', 'i']),
    z.string(),
    z.number().int().nullable(),
    z.string().nullable(),
    z.string().nullable(),
    z.string(),
  ]),
);

const encodeDeadline = (of: AssignmentSummary['deadline']): ['b' | 'd' | 'i', string] => {
  switch (of.rule) {
    case 'before_date':
      return ['b', of.date];
    case 'by_date':
      return ['d', of.date];
    case 'by_instant':
      return ['i', of.instant];
  }
};

const decodeDeadline = (rule: 'b' | 'd' | 'i', text: string): AssignmentSummary['deadline'] => {
  switch (rule) {
    case 'b':
      return deadline.parse({ rule: 'before_date', date: text });
    case 'd':
      return deadline.parse({ rule: 'by_date', date: text });
    case 'i':
      return deadline.parse({ rule: 'by_instant', instant: text });
  }
};

const holderLetters: Readonly<Record<Holder, string>> = { unit: 'U', reviewers: 'R', asked: 'Q', nobody: 'N' };
const dayMs = 86_400_000;

/** "dkwU9R": days since the one before, the first since 1970, in base 36, and then who has it. */
const encodeHandOvers = (handOvers: readonly HandOver[]): string => {
  let before = 0;
  return handOvers
    .map(({ day, to }) => {
      const at = Date.parse(day) / dayMs;
      const since = at - before;
      before = at;
      return `${since.toString(36)}${holderLetters[to]}`;
    })
    .join('');
};

const decodeHandOvers = (text: string): HandOver[] => {
  let at = 0;
  return [...text.matchAll(/([0-9a-z]+)([URQN])/g)].map(([, since = '', letter]) => {
    at += Number.parseInt(since, 36);
    const to = holders.find((holder) => holderLetters[holder] === letter);
    if (!to) throw new Error(`unknown holder "${letter}" in a summary`);
    return { day: new Date(at * dayMs).toISOString().slice(0, 10), to };
  });
};

/** Between a reviewer and the delegate; no id holds it. */
const gaveTo = '>';

export const encodeSummary = (summary: AssignmentSummary): string => {
  const fields: z.infer<typeof shape> = [
    letterOf[summary.status],
    summary.version,
    summary.timesReturned,
    summary.waitsWithReviewers.map((id) => {
      const delegate = summary.delegates?.[id];
      return delegate === undefined ? id : `${id}${gaveTo}${delegate}`;
    }),
    ...encodeDeadline(summary.deadline),
    summary.firstSubmittedAt === undefined ? null : epochMs(summary.firstSubmittedAt),
    summary.notation ?? null,
    summary.issuedOn ?? null,
    encodeHandOvers(summary.handOvers),
  ];
  return JSON.stringify(fields);
};

const decode = (reportSk: string, text: string): AssignmentSummary => {
  const [letter, version, timesReturned, reviewers, rule, date, submittedMs, notation, issuedOn, handOvers] =
    shape.parse(JSON.parse(text));
  const delegated = reviewers.map((text) => text.split(gaveTo)).filter((parts) => parts.length === 2);
  return {
    ...parseReportSk(reportSk),
    status: statusOf(letter),
    version,
    timesReturned,
    waitsWithReviewers: reviewers.map((text) => text.split(gaveTo)[0] ?? text),
    ...(delegated.length > 0 ? { delegates: Object.fromEntries(delegated) } : {}),
    deadline: decodeDeadline(rule, date),
    handOvers: decodeHandOvers(handOvers),
    ...(submittedMs === null ? {} : { firstSubmittedAt: instantFromMs(submittedMs) }),
    ...(notation === null ? {} : { notation }),
    ...(issuedOn === null ? {} : { issuedOn }),
  };
};

/** @throws StoredFault when the text is no summary */
export const decodeSummary = (reportSk: string, text: string): AssignmentSummary => {
  try {
    return decode(reportSk, text);
  } catch (cause) {
    const { unitId } = parseReportSk(reportSk);
    throw new StoredFault(`the summary that the report has of ${unitId} cannot be read`, { cause });
  }
};
