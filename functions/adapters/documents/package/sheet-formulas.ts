import type { ActiveContent } from '../../../domain/documents/inspection.ts';
import type { XmlHandlers } from './xml-part.ts';

/** Functions that fetch something when a workbook is opened, or call code outside it. */
const fetching = /(?:^|[^\p{L}\d_.])(?:_xl[a-z]+\.)*(?:WEBSERVICE|IMAGE|RTD|CALL|REGISTER\.ID|REGISTER|EXEC)\s*\(/iu;
const formulas = new Set(['f', 'definedName', 'formula', 'formula1', 'formula2']);
const longestFormula = 10_000;

/** What a formula does beyond reckoning; `program|'topic'!item` asks another program (DDE). */
export function judgeFormula(formula: string): ActiveContent | undefined {
  const bare = formula.replace(/"(?:[^"]|"")*"/g, '""');
  if (/\|[^|]*!/.test(bare)) return 'dde_field';
  return fetching.test(bare) ? 'remote_field' : undefined;
}

/** Follows the formulas of a workbook's or a sheet's XML. */
export function watchFormulas(): { handlers: XmlHandlers; found(): ActiveContent | undefined } {
  let formula: string | undefined;
  let found: ActiveContent | undefined;
  return {
    handlers: {
      open: (name) => {
        if (formulas.has(name)) formula = '';
      },
      text: (text) => {
        if (formula !== undefined && formula.length < longestFormula) formula += text.slice(0, longestFormula);
      },
      close: (name) => {
        if (formula === undefined || !formulas.has(name)) return;
        found ??= judgeFormula(formula);
        formula = undefined;
      },
    },
    found: () => found,
  };
}

/** Formulas in the raw bytes of a sheet that is too large to be parsed: piece by piece, with what the pieces share. */
export function scanFormulas(): { take(piece: Buffer): void; found(): ActiveContent | undefined } {
  let rest = '';
  let found: ActiveContent | undefined;
  return {
    take(piece) {
      const text = rest + piece.toString('latin1');
      for (const match of text.matchAll(/<(?:[\w.-]+:)?f(?:\s[^<>]*)?>([^<]+)/g)) {
        found ??= judgeFormula(unescaped(match[1] ?? ''));
      }
      rest = text.slice(Math.max(text.lastIndexOf('<'), text.length - longestFormula));
    },
    found: () => found,
  };
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, digits, name) => {
    if (name !== undefined) return named[String(name)] ?? whole;
    const code = hex === undefined ? Number(digits) : Number.parseInt(String(hex), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
