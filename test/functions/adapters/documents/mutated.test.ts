import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import mammoth from 'mammoth';
import { PDFDocument } from 'pdf-lib';
import { afterAll, describe, expect, it } from 'vitest';
import { testSeed } from '../../../support/seed.ts';
import { inspecting } from './inspecting.ts';
import { packedPdf, plainPdf, revise, stream } from './pdf-builder.ts';

/**
 * 5,000 broken documents. Whatever is done to a document, it is either refused or still a document that another reader,
 * which shares no code with ours, opens: pdf-lib for PDF, fflate and mammoth for DOCX. The seed of a failure is printed;
 * TEST_SEED repeats a run, INSPECTION_TIMES=20 makes it twenty times as long.
 */
const seed = testSeed();
const times = Number(process.env['INSPECTION_TIMES'] ?? 1);
const longest = 5_000;
const { inspect } = inspecting(2);
const plans = join(import.meta.dirname, '../../../../examples/cau-giay-2018/plans');
const plan = (name: string): Buffer => readFileSync(join(plans, name));

let tried = 0;
let slowest = 0;
afterAll(() => console.info(`mutated documents: ${tried}, seed ${seed}, the slowest took ${Math.round(slowest)} ms`));

const pdfs = [
  plan('mai-dich.pdf'),
  readFileSync(join(import.meta.dirname, '../../../fixtures/documents/signed.pdf')),
  plainPdf(),
  revise(plainPdf(), { 6: '<</Kept true>>' }),
  packedPdf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>',
    stream('', 'q 1 0 0 1 72 72 cm 0 0 9 9 re f Q'),
  ]),
];

type Change = { kind: string; at: number; length: number; bytes: Uint8Array };

/** Where (as a part of the file), how much and with what. */
const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('cut off', 'overwrite', 'remove', 'repeat', 'insert', 'blank', 'digit', 'name', 'tail'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 200 }),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
});

function apply(base: Buffer, { kind, at, length, bytes }: Change): Buffer {
  const place = Math.min(base.length - 1, Math.floor(at * base.length));
  const [before, after] = [base.subarray(0, place), base.subarray(place)];
  const over = (from: number, content: Uint8Array): Buffer =>
    Buffer.concat([base.subarray(0, from), content, base.subarray(from + content.length)]);
  switch (kind) {
    case 'cut off':
      return before;
    case 'remove':
      return Buffer.concat([before, after.subarray(length)]);
    case 'repeat':
      return Buffer.concat([base.subarray(0, place + length), after]);
    case 'insert':
      return Buffer.concat([before, bytes, after]);
    case 'blank':
      return over(place, Buffer.alloc(Math.min(length, after.length)));
    case 'digit':
      return swap(base, place, /\d/g, String((bytes[0] ?? 0) % 10));
    case 'name':
      return swap(base, place, /(?<=\/)[A-Za-z]/g, String.fromCharCode(65 + ((bytes[0] ?? 0) % 58)));
    case 'tail':
      return over(Math.max(0, base.length - 1 - Math.floor(at * 400)), bytes.subarray(0, 2));
    default:
      return over(place, bytes.subarray(0, after.length));
  }
}

/** Replaces the first match behind a place: changes of this kind hit what readers rely on. */
function swap(base: Buffer, place: number, pattern: RegExp, by: string): Buffer {
  const text = base.toString('latin1');
  pattern.lastIndex = place;
  const found = pattern.exec(text) ?? pattern.exec(text);
  if (found === null) return base;
  return Buffer.from(text.slice(0, found.index) + by + text.slice(found.index + 1), 'latin1');
}

async function isReady(bytes: Buffer): Promise<boolean> {
  tried += 1;
  const start = performance.now();
  const outcome = await inspect(bytes, { limits: { baseTime: longest } });
  slowest = Math.max(slowest, performance.now() - start);
  return outcome.outcome === 'ready';
}

const run = (numRuns: number) => ({ seed, numRuns: numRuns * times, endOnFailure: true });

describe('a document that something happened to', () => {
  it('if a PDF, is refused or opens in another reader', { timeout: 120_000 * times }, async () => {
    const changed = fc.tuple(fc.constantFrom(...pdfs), fc.array(change, { minLength: 1, maxLength: 3 }));
    await fc.assert(
      fc.asyncProperty(changed, async ([base, changes]) => {
        const bytes = changes.reduce(apply, base);
        if (!(await isReady(bytes))) return;
        const opened = await PDFDocument.load(bytes, { throwOnInvalidObject: true, updateMetadata: false });
        expect(opened.getPageCount()).toBeGreaterThan(0);
      }),
      run(3_000),
    );
  });

  it('if a DOCX, is refused or opens in another reader', { timeout: 120_000 * times }, async () => {
    const base = plan('quan-hoa.docx');
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const bytes = changes.reduce(apply, base);
        if (!(await isReady(bytes))) return;
        expect(Object.keys(unzipSync(bytes))).toContain('word/document.xml');
        await mammoth.extractRawText({ buffer: bytes });
      }),
      run(1_200),
    );
  });

  it('if a part of a DOCX, is refused or opens in another reader', { timeout: 120_000 * times }, async () => {
    const parts = unzipSync(plan('quan-hoa.docx'));
    const changed = fc.tuple(fc.constantFrom(...Object.keys(parts)), fc.array(change, { minLength: 1, maxLength: 2 }));
    await fc.assert(
      fc.asyncProperty(changed, async ([name, changes]) => {
        const part = changes.reduce(apply, Buffer.from(parts[name] ?? []));
        const bytes = Buffer.from(zipSync({ ...parts, [name]: part }, { level: 1 }));
        if (!(await isReady(bytes))) return;
        await mammoth.extractRawText({ buffer: bytes });
      }),
      run(800),
    );
  });

  it('if anything at all, is never taken for a document', { timeout: 60_000 * times }, async () => {
    const beginning = fc.constantFrom('%PDF-1.7\n', 'PK\x03\x04', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', '');
    await fc.assert(
      fc.asyncProperty(beginning, fc.uint8Array({ minLength: 1, maxLength: 2_000 }), async (mark, noise) => {
        expect(await isReady(Buffer.concat([Buffer.from(mark, 'latin1'), noise]))).toBe(false);
      }),
      run(300),
    );
  });
});
