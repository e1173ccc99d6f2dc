import type { ActiveContent } from '../../../domain/documents/inspection.ts';
import { watchFields, wordNamespace } from './word-fields.ts';
import type { XmlAttributes, XmlHandlers } from './xml-part.ts';

export type DocxContent = {
  /** Paragraphs as lines, in reading order; a tab for a tab. */
  text: string;
  images: number;
  /** Whether something is drawn: a picture, a shape, a chart, a formula. */
  hasDrawings: boolean;
  trackedChanges: boolean;
  comments: number;
  /** A field that fetches or runs something when the document is opened or updated. */
  activeField?: ActiveContent;
  /** Whether there is a document with a body at all. */
  hasBody: boolean;
};

const compatibility = 'http://schemas.openxmlformats.org/markup-compatibility/2006';
const pictures = new Set(['blip', 'imagedata']);
const drawings = new Set(['drawing', 'pict', 'object', 'oMath', 'sym']);

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
  let hasDrawings = false;
  let comments = 0;
  let trackedChanges = false;
  const fields = watchFields();
  /** Depth inside something that is not shown; text counts only at zero. */
  let unseen = 0;
  let hasBody = false;
  let inText = false;
  let hiddenRun = false;

  const add = (text: string): void => {
    const last = open.length - 1;
    if (unseen > 0 || hiddenRun || last < 0 || kept >= longest) return;
    const part = text.slice(0, longest - kept);
    open[last] += part;
    kept += part.length;
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
      case 'tab':
      case 'ptab':
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

  const closeWord = (name: string): void => {
    switch (name) {
      case 'p': {
        const paragraph = open.pop();
        if (paragraph === undefined || unseen > 0) break;
        // A paragraph inside a paragraph is a text box: it is read before what it stands beside.
        if (kept < longest || paragraph !== '') paragraphs.push(paragraph);
        kept += 1;
        break;
      }
      case 'r':
        hiddenRun = false;
        break;
      case 't':
        inText = false;
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
        hasDrawings ||= drawings.has(name);
        fields.handlers.open?.(name, namespace, attributes);
        if (wordNamespace.test(namespace)) openWord(name, attributes);
        else if (namespace === compatibility && name === 'Fallback') unseen += 1;
        else if (pictures.has(name) && unseen === 0) images += 1;
      },
      close(name, namespace) {
        fields.handlers.close?.(name, namespace);
        if (wordNamespace.test(namespace)) closeWord(name);
        else if (namespace === compatibility && name === 'Fallback') unseen -= 1;
      },
      text(text) {
        fields.handlers.text?.(text);
        if (inText) add(text);
      },
    },
    content() {
      const activeField = fields.found();
      return {
        text: paragraphs.join('\n'),
        images,
        hasDrawings,
        trackedChanges,
        comments,
        hasBody,
        ...(activeField === undefined ? {} : { activeField }),
      };
    },
  };
}
