import { memorySource } from '../byte-source.ts';
import { type InspectionLimits, megabyte } from '../limits.ts';
import { Refusal } from '../refusal.ts';
import { openPackage, type Package } from './open-package.ts';
import { findPackageHazards } from './package-hazards.ts';
import { targetPart } from './relationships.ts';

const chartTypes = /drawingml\.chart\+xml$|ms-office\.chartex\+xml$/;
const workbookPackage = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const mostWorkbooks = 50;
const largestWorkbook = 16 * megabyte;

/** The workbooks that Word keeps behind its charts: the one kind of embedded package that a plan may rightly have. */
export function chartWorkbooks(opened: Package): string[] {
  return opened.relationships
    .filter(({ type, external, source }) => type === 'package' && !external && chartTypes.test(opened.typeOf(source)))
    .map(targetPart)
    .filter((part) => opened.typeOf(part) === workbookPackage);
}

/**
 * Inspects those workbooks like any other, one level deep.
 * @returns the first that may not stay
 */
export async function unsoundWorkbook(
  opened: Package,
  workbooks: readonly string[],
  limits: InspectionLimits,
  inTime: () => boolean,
): Promise<string | undefined> {
  for (const [index, part] of workbooks.entries()) {
    if (index >= mostWorkbooks || !(await isSound(opened, part, limits, inTime))) return part;
  }
  return undefined;
}

async function isSound(
  opened: Package,
  part: string,
  limits: InspectionLimits,
  inTime: () => boolean,
): Promise<boolean> {
  try {
    const bytes = await opened.readPart(part, largestWorkbook);
    const inner = await openPackage(memorySource(bytes), { ...limits, archiveExpanded: largestWorkbook * 4 }, inTime);
    if (!inner.main.type.endsWith('spreadsheetml.sheet.main+xml')) return false;
    if (findPackageHazards(inner, []).length > 0) return false;
    await inner.readRest();
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
