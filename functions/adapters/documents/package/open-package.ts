import type { ByteSource } from '../byte-source.ts';
import { type InspectionLimits, megabyte } from '../limits.ts';
import { damaged, Refusal } from '../refusal.ts';
import { sniff, sniffLength } from '../sniff.ts';
import { type ArchiveEntry, readDirectory } from './directory.ts';
import { expandEntry } from './expand.ts';
import { isAddress, type Relationship, sourceOfRels, targetPart } from './relationships.ts';
import { createXmlReader, type XmlHandlers } from './xml-part.ts';

export type Package = {
  readonly entries: readonly ArchiveEntry[];
  readonly relationships: readonly Relationship[];
  /** Part that the package is about, with its content type. */
  readonly main: { readonly part: string; readonly type: string };
  /** The content type of a part, `''` if none is given. */
  typeOf(part: string): string;
  hasPart(part: string): boolean;
  /** Reads one part. @throws Refusal when there is none or it is not well-formed */
  readXml(part: string, handlers: XmlHandlers): Promise<void>;
  /** The bytes of one part. @throws Refusal when it is larger than `most` or damaged */
  readPart(part: string, most: number): Promise<Buffer>;
  /**
   * Expands and checks every part that has not been read yet.
   * @param watch follows what must not go unseen in some of them
   */
  readRest(watch?: PartWatch): Promise<void>;
};

export type PartWatch = {
  /** For a part that is parsed. */
  xml(part: string, type: string): XmlHandlers | undefined;
  /** For the bytes of an XML part that is too large, or comes when enough has been parsed. */
  raw(part: string, type: string): ((piece: Buffer) => void) | undefined;
};

/** Parts beyond 16 MB that nothing is read from (sheets full of figures) are checked by their sums alone. */
const largestParsed = 16 * megabyte;

/** Bytes of XML between two looks at the clock. */
const parsedAtOnce = 256 * 1024;
/** Relationships of all parts together; a document has some hundred. */
const mostRelationships = 20_000;

const contentTypesNamespace = 'http://schemas.openxmlformats.org/package/2006/content-types';
const relationshipsNamespace = 'http://schemas.openxmlformats.org/package/2006/relationships';
/** The main part of a transitional and of a strict document. */
const mainAddresses = new Set([
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument',
  'http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument',
]);

/**
 * Opens an Office package (ECMA-376, part 2): content types, relationships, main part.
 * @param inTime asked on the way
 * @throws Refusal `too_complex`; `not_an_office_document` for an archive that is none, and what the archive's own checks throw
 */
export async function openPackage(
  source: ByteSource,
  limits: InspectionLimits,
  inTime: () => boolean,
): Promise<Package> {
  const entries = readDirectory(source, limits);
  const byName = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  const done = new Set<ArchiveEntry>();
  let elements = 0;
  const counted = (): void => {
    elements += 1;
    if (elements > limits.xmlElements) throw new Refusal({ code: 'too_complex' }, 'elements');
  };

  const readXml = async (part: string, handlers: XmlHandlers): Promise<void> => {
    const entry = byName.get(part.toLowerCase());
    if (entry === undefined) throw damaged('package_part', `${part} is missing`);
    if (entry.size > limits.xmlPart) throw new Refusal({ code: 'too_complex' }, part);
    const reader = createXmlReader(part, handlers, counted);
    await expandEntry(source, entry, (piece) => {
      for (let at = 0; at < piece.length; at += parsedAtOnce) {
        if (!inTime()) throw new Refusal({ code: 'too_complex' }, part);
        reader.write(piece.subarray(at, at + parsedAtOnce));
      }
    });
    reader.end();
    done.add(entry);
  };

  /** @returns false for a part that is too large, or comes when enough has been parsed */
  const canParse = async (entry: ArchiveEntry, handlers: XmlHandlers): Promise<boolean> => {
    if (entry.size > largestParsed || elements + entry.size / shortestElement > limits.xmlElements) return false;
    try {
      await readXml(entry.name, handlers);
      return true;
    } catch (error) {
      if (error instanceof Refusal && error.reason.code === 'too_complex') return false;
      throw error;
    }
  };

  const contentTypes = '[Content_Types].xml';
  if (!byName.has(contentTypes.toLowerCase())) throw notOffice(entries);
  const types = { extensions: new Map<string, string>(), parts: new Map<string, string>() };
  await readXml(contentTypes, {
    open(name, namespace, attributes) {
      if (namespace !== contentTypesNamespace) throw damaged('package_part', contentTypes);
      if (name === 'Types') return;
      const [type, extension, named] = [attributes('ContentType'), attributes('Extension'), attributes('PartName')];
      if (name === 'Default' && type !== undefined && extension !== undefined) {
        types.extensions.set(extension.toLowerCase(), type);
      } else if (name === 'Override' && type !== undefined && named !== undefined) {
        types.parts.set(named.replace(/^\//, '').toLowerCase(), type);
      } else throw damaged('package_part', contentTypes);
    },
  });
  const typeOf = (part: string): string => {
    const extension = /\.([^./]*)$/.exec(part)?.[1] ?? '';
    return types.parts.get(part.toLowerCase()) ?? types.extensions.get(extension.toLowerCase()) ?? '';
  };

  const relationships: Relationship[] = [];
  for (const { name } of entries) {
    const owner = sourceOfRels(name);
    if (owner !== undefined) await readRelationships(owner, name, readXml, relationships);
  }
  for (const relationship of relationships) {
    if (leadsNowhere(relationship, (name) => byName.has(name.toLowerCase()) && typeOf(name) !== '')) {
      throw damaged('package_part', `${targetPart(relationship)} is missing`);
    }
  }
  const mains = relationships.filter(({ source: owner, address }) => owner === '' && mainAddresses.has(address));
  const main = mains[0];
  if (main === undefined || mains.length > 1 || main.external) throw new Refusal({ code: 'not_an_office_document' });
  const part = targetPart(main);
  if (!byName.has(part.toLowerCase())) throw damaged('package_part', 'main part is missing');

  return {
    entries,
    relationships,
    main: { part, type: typeOf(part) },
    typeOf,
    hasPart: (name) => byName.has(name.toLowerCase()),
    readXml,
    async readPart(name, most) {
      const entry = byName.get(name.toLowerCase());
      if (entry === undefined) throw damaged('package_part', `${name} is missing`);
      if (entry.size > most) throw new Refusal({ code: 'too_complex' }, name);
      const pieces: Buffer[] = [];
      await expandEntry(source, entry, (piece) => pieces.push(piece));
      done.add(entry);
      return Buffer.concat(pieces);
    },
    async readRest(watch) {
      for (const entry of entries) {
        if (done.has(entry)) continue;
        const type = typeOf(entry.name);
        if (!isXml(entry.name, type)) await readForeign(source, entry, type);
        else if (!(await canParse(entry, watch?.xml(entry.name, type) ?? {}))) {
          await expandEntry(source, entry, watch?.raw(entry.name, type) ?? (() => {}));
        }
      }
    },
  };
}

/** Bytes that an element takes up in parts that programs write; only parts that may be too many are not parsed. */
const shortestElement = 24;

/** Compressed pictures of Windows (EMZ, WMZ) are the one kind of packed data that belongs into a document. */
const packedPicture = /^image\//;

/** Expands a part that is no XML, and makes sure that it is not something else under a picture's name. */
async function readForeign(source: ByteSource, entry: ArchiveEntry, type: string): Promise<void> {
  let judged = entry.size === 0 || /obfuscatedFont/i.test(type);
  await expandEntry(source, entry, (piece) => {
    if (judged) return;
    judged = true;
    const found = sniff(piece.subarray(0, sniffLength));
    const harmless = typeof found === 'object' && (found.found !== 'archive' || packedPicture.test(type));
    if (!harmless) throw new Refusal({ code: 'embedded_objects', part: entry.name });
  });
}

/** Word itself writes `NULL` for a picture that is gone, and a bare fragment for a place in the same part. */
function leadsNowhere(relationship: Relationship, hasPart: (name: string) => boolean): boolean {
  const { external, target, type } = relationship;
  // An address is judged by where it leads, not by what is missing.
  if (external || type === 'hyperlink' || target.startsWith('#') || isAddress(target) || /(^|\/)NULL$/.test(target))
    return false;
  return !hasPart(targetPart(relationship));
}

async function readRelationships(
  owner: string,
  part: string,
  readXml: Package['readXml'],
  into: Relationship[],
): Promise<void> {
  await readXml(part, {
    open(name, namespace, attributes) {
      if (namespace !== relationshipsNamespace) throw damaged('package_part', part);
      if (name !== 'Relationship') return;
      const [id, address, target] = [attributes('Id'), attributes('Type'), attributes('Target')];
      const mode = attributes('TargetMode') ?? 'Internal';
      if (id === undefined || address === undefined || target === undefined) throw damaged('package_part', part);
      if (!/^(internal|external)$/i.test(mode)) throw damaged('package_part', part);
      const type = address.split('/').at(-1) ?? '';
      if (into.length >= mostRelationships) throw new Refusal({ code: 'too_complex' }, 'relationships');
      into.push({ source: owner, type, address, target, external: mode.toLowerCase() === 'external', id });
    },
  });
}

/** Drawings in VML are XML by name only: Excel itself writes them with tags left open. */
function isXml(name: string, type: string): boolean {
  if (/\.vml$/i.test(name) || type.endsWith('vmlDrawing')) return false;
  return /\.(xml|rels)$/i.test(name) || /[+/]xml$/.test(type);
}

function notOffice(entries: readonly ArchiveEntry[]): Refusal {
  const names = new Set(entries.map(({ name }) => name));
  if (names.has('mimetype') && names.has('META-INF/manifest.xml')) {
    return new Refusal({ code: 'not_a_supported_type', found: 'opendocument' });
  }
  return new Refusal({ code: 'not_an_office_document' });
}
