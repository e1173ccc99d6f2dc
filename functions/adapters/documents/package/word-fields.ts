import type { ActiveContent } from '../../../domain/documents/inspection.ts';
import { runsProgram } from '../program-address.ts';
import type { XmlAttributes, XmlHandlers } from './xml-part.ts';

/** Names of fields that run something, or fetch something when the document is opened or updated. */
const watched = ['DDE', 'DDEAUTO', 'INCLUDETEXT', 'INCLUDEPICTURE', 'INCLUDE', 'IMPORT', 'DATABASE', 'LINK'];
const longestCode = 2_000;

export const wordNamespace = /\/wordprocessingml\/(2006\/)?main$/;

type Field = { code: string; shown: boolean };

/**
 * Follows the fields of a WordprocessingML part, nested ones too, and says what the worst of them does. Code that tracked
 * changes delete counts: rejecting the change brings it back.
 */
export function watchFields(): { handlers: XmlHandlers; found(): ActiveContent | undefined } {
  const fields: Field[] = [];
  let found: ActiveContent | undefined;
  let inCode = false;

  const judge = (code: string): void => {
    if (/^\s*DDE(AUTO)?\b/i.test(code)) found = 'dde_field';
    else if (/^\s*LINK\b/i.test(code)) found ??= 'remote_field';
    else if (/^\s*(INCLUDETEXT|INCLUDEPICTURE|IMPORT|INCLUDE|DATABASE)\b/i.test(code)) {
      if (/[a-z]:|\\\\|\/\//i.test(code)) found ??= 'remote_field';
    } else if (/^\s*HYPERLINK\b/i.test(code) && runsProgram(code.replace(/^\s*HYPERLINK\b/i, ''))) {
      found ??= 'program_link';
    }
  };

  const begin = (): void => {
    const outer = fields.at(-1);
    // A name that another field is to complete is only known when it runs: no program writes that.
    if (outer !== undefined && !outer.shown && /^\s*\S*$/.test(outer.code)) {
      const name = outer.code.trim().toUpperCase();
      if (watched.some((one) => one.startsWith(name))) found = 'dde_field';
    }
    fields.push({ code: '', shown: false });
  };

  const show = (): void => {
    const field = fields.at(-1);
    if (field === undefined || field.shown) return;
    judge(field.code);
    field.shown = true;
  };

  const open = (name: string, attributes: XmlAttributes): void => {
    if (name === 'instrText' || name === 'delInstrText') inCode = true;
    else if (name === 'fldSimple') judge(attributes('instr') ?? '');
    else if (name === 'fldChar') {
      const type = attributes('fldCharType');
      if (type === 'begin') begin();
      else {
        show();
        if (type === 'end') fields.pop();
      }
    }
  };

  return {
    handlers: {
      open: (name, namespace, attributes) => {
        if (wordNamespace.test(namespace)) open(name, attributes);
      },
      close: (name) => {
        if (name === 'instrText' || name === 'delInstrText') inCode = false;
      },
      text: (text) => {
        const field = fields.at(-1);
        if (!inCode || field === undefined || field.shown || field.code.length > longestCode) return;
        field.code += text.slice(0, longestCode);
      },
    },
    found() {
      for (const { code, shown } of fields) if (!shown) judge(code);
      return found;
    },
  };
}
