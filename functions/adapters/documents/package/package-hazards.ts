import type { RefusalReason } from '../../../domain/documents/inspection.ts';
import { runsProgram } from '../program-address.ts';
import type { Package } from './open-package.ts';
import { isAddress, targetPart } from './relationships.ts';

const macroTypes =
  /vbaProject|vbaData|(?<!binary\.)macroEnabled|macrosheet|dialogsheet|vnd\.ms-word\.attachedToolbars/i;
const macroRelationships = new Set([
  'vbaProject',
  'wordVbaData',
  'xlMacrosheet',
  'xlIntlMacrosheet',
  'keyMapCustomizations',
  'attachedToolbars',
]);
const objectTypes = /oleObject|activeX|vnd\.openxmlformats-officedocument\.package|x-msdownload/i;
const objectRelationships = new Set(['oleObject', 'control', 'activeXControlBinary', 'package', 'aFChunk']);
const codeName = /(^|\/)(vbaProject[^/]*\.bin|vbaData\.xml)$/i;
const embeddedName = /(^|\/)(embeddings|activeX)\//i;

/**
 * What an Office document may not bring along: macros, objects of other programs, and references that make the reader's
 * computer fetch something. Links that a person must click are no such reference.
 * @param chartWorkbooks embedded parts that are inspected by themselves
 */
/** What Office add-ins and queries bring from elsewhere when a document is opened. */
const fetchingTypes = /webextension(taskpanes)?\+xml|spreadsheetml\.(connections|queryTable)\+xml/i;
/** Files that run when they are opened, in a package that has no use for them. */
const runnable = /\.(exe|dll|scr|com|pif|cpl|msi|bat|cmd|ps1|vbs|vbe|js|jse|wsf|wsh|hta|lnk|url|jar|reg|chm|iso|img)$/i;

export function findPackageHazards(opened: Package, chartWorkbooks: readonly string[]): RefusalReason[] {
  const reasons = new Map<string, RefusalReason>();
  const note = (reason: RefusalReason): void => {
    if (!reasons.has(reason.code)) reasons.set(reason.code, reason);
  };
  const code = opened.entries.find(({ name }) => codeName.test(name));
  if (code !== undefined) note({ code: 'macros', part: code.name });
  const allowed = new Set(chartWorkbooks.map((part) => part.toLowerCase()));
  for (const { name } of opened.entries) {
    if (allowed.has(name.toLowerCase())) continue;
    const type = opened.typeOf(name);
    if (macroTypes.test(type)) note({ code: 'macros', part: name });
    else if (fetchingTypes.test(type)) note({ code: 'external_reference', part: name });
    else if (embeddedName.test(name) || objectTypes.test(type) || runnable.test(name))
      note({ code: 'embedded_objects', part: name });
  }
  for (const relationship of opened.relationships) {
    const { type, external, source } = relationship;
    if (macroRelationships.has(type)) note({ code: 'macros', part: targetPart(relationship) });
    else if (objectRelationships.has(type) && !external) {
      const part = targetPart(relationship);
      if (!allowed.has(part.toLowerCase())) note({ code: 'embedded_objects', part });
    } else if (type === 'hyperlink' && runsProgram(relationship.target)) {
      note({ code: 'active_content', found: 'program_link' });
    } else if (external && type !== 'hyperlink') note({ code: 'external_reference', part: source });
    else if (!external && isAddress(relationship.target)) {
      note({ code: 'external_reference', part: source });
    }
  }
  return [...reasons.values()];
}
