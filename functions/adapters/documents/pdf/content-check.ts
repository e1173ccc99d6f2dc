import { damaged, Refusal } from '../refusal.ts';
import { createParser, type Parser, type Token } from './parser.ts';
import { nameOf } from './values.ts';

/** Operators of content streams (ISO 32000-1, annex A). */
const operators = new Set(
  (
    'b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re ' +
    'RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y \' "'
  ).split(' '),
);

/** Those that put something on the page (ISO 32000-1, table 51). */
const painting = new Set('b B b* B* BI Do f F f* S s sh Tj TJ \' "'.split(' '));

/** Numbers that sloppy writers produce and every reader understands somehow. */
const looseNumber = /^[+-]*[\d.][\d.+-]*$/;

/**
 * Checks that a page's content is a sequence of operands and known operators: bytes that are neither show something
 * else in each reader, or nothing.
 * @returns whether it puts anything on the page, and how often it draws each thing of its resources
 * @throws Refusal `damaged` at `page_content`
 */
export function checkContent(content: Buffer): { paints: boolean; draws: Map<string, number> } {
  const parser = createParser(content, 0, true);
  let tolerated = 0;
  let paints = false;
  const draws = new Map<string, number>();
  let named = '';
  try {
    for (let token = next(parser); token.kind !== 'end'; token = next(parser)) {
      if (token.kind === 'value') named = nameOf(token.value) ?? named;
      if (token.kind !== 'word') continue;
      if (token.word === 'Do') draws.set(named, (draws.get(named) ?? 0) + 1);
      paints ||= painting.has(token.word);
      if (token.word === 'BX') tolerated += 1;
      else if (token.word === 'EX') tolerated -= 1;
      else if (token.word === 'ID') passPicture(parser, content);
      else if (!operators.has(token.word) && !looseNumber.test(token.word) && tolerated <= 0) {
        throw damaged('page_content', `operator ${token.word}`);
      }
    }
  } catch (error) {
    if (error instanceof Refusal) throw damaged('page_content', error.message);
    throw error;
  }
  return { paints, draws };
}

function next(parser: Parser): Token {
  return parser.token();
}

/** The bytes of a picture inside the content end at an `EI` that stands alone. */
function passPicture(parser: Parser, content: Buffer): void {
  for (let at = parser.position(); ; at += 2) {
    at = content.indexOf('EI', at, 'latin1');
    if (at === -1) throw damaged('page_content', 'picture does not end');
    const [before, after] = [content[at - 1], content[at + 2]];
    if (isBreak(before) && isBreak(after)) {
      parser.moveTo(at + 2);
      return;
    }
  }
}

function isBreak(byte: number | undefined): boolean {
  return byte === undefined || byte <= 32;
}
