import { TextDecoder } from 'node:util';
import { type SaxesAttributeNS, SaxesParser } from 'saxes';
import { damaged, Refusal } from '../refusal.ts';

/** An attribute's value by its name without prefix. */
export type XmlAttributes = (local: string) => string | undefined;

export type XmlHandlers = {
  /** Name without prefix, namespace, attributes. */
  open?: (name: string, namespace: string, attributes: XmlAttributes) => void;
  close?: (name: string, namespace: string) => void;
  text?: (text: string) => void;
};

const deepest = 400;
const mostAttributes = 500;

/**
 * Reads an XML part piece by piece, as strictly as the standard asks. Packages may not have a document type (ECMA-376,
 * part 2, 6.1.4), so there are no entities to expand and none to fetch.
 * @param counted told of each element
 * @throws Refusal `damaged` at `package_part`; `active_content` when a part declares entities
 */
export function createXmlReader(
  part: string,
  handlers: XmlHandlers,
  counted: () => void = () => {},
): { write(piece: Buffer): void; end(): void } {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const fail = (detail: string): never => {
    throw damaged('package_part', `${part}: ${detail}`);
  };
  let depth = 0;
  let attributes = 0;
  parser.on('error', (error) => fail(error.message));
  parser.on('doctype', (text) => {
    if (/<!ENTITY/i.test(text)) throw new Refusal({ code: 'active_content', found: 'xml_entities' }, part);
    fail('document type');
  });
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !/^utf-?(8|16)$/i.test(encoding)) fail('encoding');
  });
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > mostAttributes) fail('attributes');
  });
  parser.on('opentag', (tag) => {
    counted();
    depth += 1;
    if (depth > deepest) fail('nested too deeply');
    if (!beginsName(tag.local)) fail('name');
    for (const uri of Object.values(tag.ns)) if (!isAddress.test(uri)) fail('namespace');
    attributes = 0;
    for (const name in tag.attributes) if (!beginsName(name.slice(name.indexOf(':') + 1))) fail('name');
    handlers.open?.(tag.local, tag.uri, (local) => attributeOf(tag.attributes, local));
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    handlers.close?.(tag.local, tag.uri);
  });
  parser.on('text', (text) => handlers.text?.(text));
  parser.on('cdata', (text) => handlers.text?.(text));
  let decoder: TextDecoder | undefined;
  const feed = (piece: Buffer, last: boolean): void => {
    decoder ??= decoderFor(piece);
    const text = decode(decoder, piece, last) ?? fail('encoding');
    if (text !== '') parser.write(text);
  };
  return {
    write: (piece) => feed(piece, false),
    end() {
      feed(Buffer.alloc(0), true);
      parser.close();
    },
  };
}

/** Characters that a namespace's address may have (RFC 3986); other readers refuse the rest. */
const isAddress = /^[\w.~:/?#@!$&'()*+,;=%-]*$/;

/** A part of a name after its prefix begins with a letter (Namespaces in XML, NCName); the parser lets more through. */
function beginsName(local: string): boolean {
  const first = local.charCodeAt(0);
  return !(first >= 0x2d && first <= 0x39) && local !== '';
}

function decode(decoder: TextDecoder, piece: Buffer, last: boolean): string | undefined {
  try {
    return decoder.decode(piece, { stream: !last });
  } catch {
    return undefined;
  }
}

/** Parts are UTF-8 or UTF-16 (ECMA-376, part 2, 6.1.4), the latter with a byte order mark. */
function decoderFor(start: Buffer): TextDecoder {
  const mark = start.subarray(0, 2).toString('hex');
  const encoding = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding, { fatal: true });
}

function attributeOf(attributes: Record<string, SaxesAttributeNS>, local: string): string | undefined {
  const plain = attributes[local];
  if (plain !== undefined) return plain.value;
  for (const attribute of Object.values(attributes)) if (attribute.local === local) return attribute.value;
  return undefined;
}
