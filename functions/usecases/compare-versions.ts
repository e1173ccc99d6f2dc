import type { AssignmentKey } from '../domain/assignment.ts';
import { type ComparedLine, compareTexts } from '../domain/documents/compare-texts.ts';
import { textOfPlan } from './document-text.ts';
import { assignmentOf } from './facts.ts';
import type { Services } from './ports.ts';

/** What changed between a version and the one before it. */
export interface VersionComparison {
  /** Ids of the directive's items that only the newer, and only the older version says to answer. */
  readonly items: { readonly added: readonly string[]; readonly removed: readonly string[] };
  /** The changed lines with some around each; empty where nothing changed, or the texts cannot be compared. */
  readonly lines: readonly ComparedLine[];
  /** More lines differ than `lines` holds. */
  readonly cut: boolean;
  /** Whether both versions have text; where one is a scan, a person has to look. */
  readonly textCompared: boolean;
}

/** undefined when there is no such version, or none before it. Changes nothing. */
export const compareVersions = async (
  services: Pick<Services, 'assignments' | 'documents'>,
  key: AssignmentKey,
  version: number,
): Promise<VersionComparison | undefined> => {
  const { versions } = await assignmentOf(services, key);
  const find = (wanted: number) => versions.find((candidate) => candidate.version === wanted);
  const [newer, older] = [find(version), find(version - 1)];
  if (!newer || !older) return undefined;
  const [now, then] = [newer.form.itemsAnswered, older.form.itemsAnswered];
  const items = {
    added: now.filter((item) => !then.includes(item)),
    removed: then.filter((item) => !now.includes(item)),
  };
  const [after, before] = await Promise.all([textOfPlan(services, key, newer), textOfPlan(services, key, older)]);
  if (after === undefined || before === undefined) return { items, lines: [], cut: false, textCompared: false };
  const { lines, cut } = compareTexts(before, after);
  return { items, lines, cut, textCompared: true };
};
