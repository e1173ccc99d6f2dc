import type { ActiveContent, RefusalReason } from '../../../domain/documents/inspection.ts';
import { Refusal } from '../refusal.ts';
import type { PartWatch } from './open-package.ts';
import { scanFormulas, watchFormulas } from './sheet-formulas.ts';
import { watchFields } from './word-fields.ts';

const wordPart = /wordprocessingml|ms-word/i;
const sheetPart = /spreadsheetml|ms-excel/i;
const mashup = 'http://schemas.microsoft.com/DataMashup';

/**
 * Follows what can act in parts that no text is read from: fields in comments and notes, formulas in sheets, queries.
 * @returns also the first thing found that a document may not have
 */
export function watchParts(): PartWatch & { found(): RefusalReason | undefined } {
  const watches: (() => ActiveContent | undefined)[] = [];
  let query: RefusalReason | undefined;
  const kept = <T extends { found(): ActiveContent | undefined }>(watch: T): T => {
    watches.push(watch.found);
    return watch;
  };
  return {
    xml(part, type) {
      if (wordPart.test(type)) return kept(watchFields()).handlers;
      if (sheetPart.test(type)) return kept(watchFormulas()).handlers;
      return {
        open: (name, namespace) => {
          if (name === 'DataMashup' && namespace === mashup) query ??= { code: 'external_reference', part };
        },
      };
    },
    raw(part, type) {
      if (wordPart.test(type)) throw new Refusal({ code: 'too_complex' }, part);
      return sheetPart.test(type) ? kept(scanFormulas()).take : undefined;
    },
    found() {
      for (const watch of watches) {
        const active = watch();
        if (active !== undefined) return { code: 'active_content', found: active };
      }
      return query;
    },
  };
}
