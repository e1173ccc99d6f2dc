import type { RefusalReason } from '../../../domain/documents/inspection.ts';
import type { Package } from './open-package.ts';
import { targetPart } from './relationships.ts';

const macroTypes =
  /vbaProject|vbaData|(?<!binary\.)macroEnabled|macrosheet|dialogsheet|ms-office\.activeX\+xml|vnd\.ms-word\.attachedToolbars/i;
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
    else if (embeddedName.test(name) || objectTypes.test(type)) note({ code: 'embedded_objects', part: name });
  }
  for (const relationship of opened.relationships) {
    const { type, external, source } = relationship;
    if (macroRelationships.has(type)) note({ code: 'macros', part: targetPart(relationship) });
    else if (objectRelationships.has(type) && !external) {
      const part = targetPart(relationship);
      if (!allowed.has(part.toLowerCase())) note({ code: 'embedded_objects', part });
    } else if (external && type !== 'hyperlink') note({ code: 'external_reference', part: source });
    else if (!external && /^[a-z][a-z0-9+.-]+:|^\\\\|^\/\//i.test(relationship.target)) {
      note({ code: 'external_reference', part: source });
    }
  }
  return [...reasons.values()];
}
