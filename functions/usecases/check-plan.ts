import { latestVersion } from '../domain/assignment.ts';
import type { DirectiveBrief } from '../domain/directive.ts';
import type { Finding } from '../domain/finding.ts';
import { formatNotation, parseNotation } from '../domain/notation.ts';
import type { PlanForm } from '../domain/plan.ts';
import { checkPlan } from '../domain/plan-checks.ts';
import { type Instant, isLocalDate, yearOf } from '../domain/time.ts';
import type { Upload } from '../domain/upload.ts';
import { assignmentOf, unitOf } from './facts.ts';
import type { Services } from './ports.ts';

type Ready = Extract<Upload, { status: 'ready' }>;

/** Number and date as they were read in the file, where both make sense. */
export const formRead = ({ reading }: Ready): Pick<PlanForm, 'notation' | 'issuedOn'> | undefined => {
  if (!reading.read || reading.notation === undefined || reading.issuedOn === undefined) return undefined;
  const notation = parseNotation(reading.notation);
  return notation && isLocalDate(reading.issuedOn)
    ? { notation: formatNotation(notation), issuedOn: reading.issuedOn }
    : undefined;
};

/**
 * Holds a file, and the form where it is filled in, against the directive, the year's numbers and the other units'
 * files: what forbids the plan, and what the reviewers will be told.
 */
export const checkAgainstDirective = async (
  services: Pick<Services, 'assignments' | 'register' | 'traces'>,
  directive: DirectiveBrief,
  upload: Ready,
  form: Pick<PlanForm, 'notation' | 'issuedOn'> | undefined,
  now: Instant,
): Promise<{ readonly refusals: readonly Finding[]; readonly remarks: readonly Finding[] }> => {
  const { unitId, sha256, reading } = upload;
  const [assignment, unit, notationUsedIn, sameFileFrom] = await Promise.all([
    assignmentOf(services, upload),
    unitOf(services, upload),
    form &&
      services.traces.notationUsedIn(
        { unitId, year: yearOf(form.issuedOn), notation: form.notation },
        upload.directiveId,
      ),
    services.traces.sameFileFrom(sha256, upload),
  ]);
  const { checks } = directive.content;
  const previousSha256 = latestVersion(assignment)?.document.sha256;
  return checkPlan(
    {
      directive: { checks },
      deadline: assignment.deadline,
      unit,
      ...(form ? { form } : {}),
      reading,
      sha256,
      previousSha256,
      notationUsedIn,
      sameFileFrom,
    },
    now,
  );
};
