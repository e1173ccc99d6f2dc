import type { ActiveContent } from '../../../domain/documents/inspection.ts';
import type { XmlAttributes, XmlHandlers } from './xml-part.ts';

export type DocxContent = {
  /** Paragraphs as lines, in reading order; a tab for a tab. */
  text: string;
  images: number;
  trackedChanges: boolean;
  comments: number;
  /** A field that fetches or runs something when the document is opened or updated. */
  activeField?: ActiveContent;
  /** Whether there is a document with a body at all. */
  hasBody: boolean;
};

const word = /\/wordprocessingml\/(2006\/)?main$/;
const compatibility = 'http://schemas.openxmlformats.org/markup-compatibility/2006';
const pictures = new Set(['blip', 'imagedata']);

/**
 * Collects the text of a WordprocessingML part as a reader sees it: without what tracked changes delete, without hidden
 * text and field codes, and with one of the alternatives where a drawing is stored twice.
 * @param longest characters kept; the rest is passed over
 */
export function createDocxReader(longest: number): { handlers: XmlHandlers; content(): DocxContent } {
  const paragraphs: string[] = [];
  const open: string[] = [];
  let kept = 0;
  let images = 0;
  let comments = 0;
  let trackedChanges = false;
  let code = '';
  let activeField: ActiveContent | undefined;
  /** Depth inside something that is not shown; text counts only at zero. */
  let unseen = 0;
  let hasBody = false;
  let inText = false;
  let inCode = false;
  let hiddenRun = false;

  const add = (text: string): void => {
    const last = open.length - 1;
    if (unseen > 0 || hiddenRun || last < 0 || kept >= longest) return;
    open[last] += text;
    kept += text.length;
  };

  const openWord = (name: string, attributes: XmlAttributes): void => {
    switch (name) {
      case 'body':
        hasBody = true;
        break;
      case 'p':
        open.push('');
        break;
      case 'r':
        hiddenRun = false;
        break;
      case 'vanish':
        // Also met in a style's or a paragraph mark's properties, where it hides nothing of this run.
        hiddenRun = attributes('val') !== '0' && attributes('val') !== 'false';
        break;
      case 't':
        inText = true;
        break;
      case 'instrText':
        inCode = true;
        break;
      case 'fldSimple':
        code = attributes('instr') ?? '';
        judgeField();
        break;
      case 'tab':
        add('\t');
        break;
      case 'br':
      case 'cr':
        add('\n');
        break;
      case 'noBreakHyphen':
        add('-');
        break;
      case 'del':
      case 'moveFrom':
        trackedChanges = true;
        unseen += 1;
        break;
      case 'ins':
      case 'moveTo':
        trackedChanges = true;
        break;
      case 'commentReference':
        comments += 1;
        break;
      default:
    }
  };

  /** Field codes may be spread over many runs; they are judged when the field separates or ends. */
  const judgeField = (): void => {
    if (/^\s*DDE(AUTO)?\b/i.test(code)) activeField = 'dde_field';
    else if (
      /^\s*(INCLUDETEXT|INCLUDEPICTURE|IMPORT|INCLUDE|DATABASE)\b/i.test(code) &&
      /[a-z]:|\\\\|\/\//i.test(code)
    ) {
      activeField ??= 'remote_field';
    }
    code = '';
  };

  const closeWord = (name: string): void => {
    switch (name) {
      case 'p': {
        const paragraph = open.pop();
        if (paragraph === undefined || unseen > 0) break;
        // A paragraph inside a paragraph is a text box: it is read before what it stands beside.
        paragraphs.push(paragraph);
        break;
      }
      case 'r':
        hiddenRun = false;
        break;
      case 't':
        inText = false;
        break;
      case 'instrText':
        inCode = false;
        break;
      case 'del':
      case 'moveFrom':
        unseen -= 1;
        break;
      default:
    }
  };

  return {
    handlers: {
      open(name, namespace, attributes) {
        if (word.test(namespace)) {
          if (name === 'fldChar' && attributes('fldCharType') !== 'begin') judgeField();
          else if (name === 'fldChar') code = '';
          openWord(name, attributes);
        } else if (namespace === compatibility && name === 'Fallback') unseen += 1;
        else if (pictures.has(name) && unseen === 0) images += 1;
      },
      close(name, namespace) {
        if (word.test(namespace)) closeWord(name);
        else if (namespace === compatibility && name === 'Fallback') unseen -= 1;
      },
      text(text) {
        if (inCode && code.length < 2_000) code += text;
        else if (inText) add(text);
      },
    },
    content: () => ({
      text: paragraphs.join('\n'),
      images,
      trackedChanges,
      comments,
      hasBody,
      ...(activeField === undefined ? {} : { activeField }),
    }),
  };
}
