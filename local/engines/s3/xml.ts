/** The little XML that S3 speaks: writing documents of nested elements, and reading a tag set. */

export type XmlNode = readonly [name: string, content: string | number | boolean | readonly XmlNode[]];

/** Namespace of every S3 document except errors. */
export const S3_NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

const markup: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * Escapes text for an element. Control characters, which XML 1.0 forbids but S3 keys may hold, become character
 * references as S3 writes them; a listing with `encoding-type=url` avoids them altogether.
 */
function escapeXml(text: string): string {
  return text
    .replace(/[&<>"]/g, (character) => markup[character] ?? character)
    .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, (character) => `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`);
}

function render([name, content]: XmlNode): string {
  const inner = Array.isArray(content) ? content.map(render).join('') : escapeXml(String(content));
  return `<${name}>${inner}</${name}>`;
}

/** A whole document; `namespace` is left out for errors, as S3 does. */
export function xmlDocument(root: string, children: readonly XmlNode[], namespace?: string): string {
  const attribute = namespace === undefined ? '' : ` xmlns="${namespace}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${attribute}>${children.map(render).join('')}</${root}>`;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeXml(text: string): string | undefined {
  let broken = false;
  const plain = text.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z]+));|&/gi, (_match, hex, decimal, name) => {
    if (name !== undefined && entities[name] !== undefined) return entities[name];
    const point = hex !== undefined ? Number.parseInt(hex, 16) : decimal !== undefined ? Number(decimal) : -1;
    if (point >= 0 && point <= 0x10ffff) return String.fromCodePoint(point);
    broken = true;
    return '';
  });
  return broken ? undefined : plain;
}

const tagSet = /^\s*(?:<\?xml[^>]*\?>)?\s*<Tagging(?:\s[^>]*)?>\s*<TagSet>([\s\S]*)<\/TagSet>\s*<\/Tagging>\s*$/;
const emptyTagSet = /^\s*(?:<\?xml[^>]*\?>)?\s*<Tagging(?:\s[^>]*)?>\s*<TagSet\s*\/>\s*<\/Tagging>\s*$/;
const oneTag = /\s*<Tag>\s*<Key>([^<]*)<\/Key>\s*(?:<Value>([^<]*)<\/Value>|<Value\s*\/>)\s*<\/Tag>\s*/y;

/** Reads the body of PutObjectTagging into pairs, in order, repeats included; undefined when it is not one. */
export function parseTagSet(document: string): readonly (readonly [key: string, value: string])[] | undefined {
  if (emptyTagSet.test(document)) return [];
  const inner = tagSet.exec(document)?.[1];
  if (inner === undefined) return undefined;
  const tags: [string, string][] = [];
  const pattern = new RegExp(oneTag);
  while (pattern.lastIndex < inner.length && inner.slice(pattern.lastIndex).trim() !== '') {
    const match = pattern.exec(inner);
    const key = match?.[1] === undefined ? undefined : unescapeXml(match[1]);
    const value = match === null ? undefined : unescapeXml(match[2] ?? '');
    if (key === undefined || value === undefined) return undefined;
    tags.push([key, value]);
  }
  return tags;
}
