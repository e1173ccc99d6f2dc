import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { inspectDocument } from '../../../../functions/adapters/documents/inspect.ts';
import { createInspector } from '../../../../functions/adapters/documents/inspector.ts';
import { sniff } from '../../../../functions/adapters/documents/sniff.ts';
import { inspecting } from './inspecting.ts';
import { docx, paragraph } from './package-builder.ts';
import { plainPdf, stream } from './pdf-builder.ts';

const { inspect, inspector, ready, refusalsOf } = inspecting();
const scratchFolder = mkdtempSync(join(tmpdir(), 'inspect-test-'));
afterAll(() => rmSync(scratchFolder, { recursive: true }));

const sourceOf = (size: number, ...pieces: Uint8Array[]) => ({
  size,
  stream: async function* () {
    yield* pieces;
  },
});

describe('a document on its way in', () => {
  it('is not even fetched when it is larger than allowed', async () => {
    const source = {
      size: 101 * 2 ** 20,
      stream: () => {
        throw new Error('fetched');
      },
    };
    const outcome = await inspectDocument({ source, directiveItems: [], inspector });
    expect(outcome).toMatchObject({ outcome: 'refused', reasons: [{ code: 'too_large', sizeMb: 101, limitMb: 100 }] });
  });

  it.each([
    ['less', 2_000],
    ['more', 500],
  ])('is a fault of the store, not of the document, when there is %s of it than announced', async (_, size) => {
    const bytes = plainPdf();
    expect(bytes.length).toBeGreaterThan(500);
    const attempt = inspectDocument({ source: sourceOf(size, bytes), directiveItems: [], inspector, scratchFolder });
    await expect(attempt).rejects.toThrow('announced');
    expect(readdirSync(scratchFolder)).toEqual([]);
  });

  it('is a fault when the store breaks off', async () => {
    const source = {
      size: 900,
      stream: async function* () {
        yield Buffer.from('%PDF-1.7');
        throw new Error('connection lost');
      },
    };
    await expect(inspectDocument({ source, directiveItems: [], inspector, scratchFolder })).rejects.toThrow(
      'connection lost',
    );
    expect(readdirSync(scratchFolder)).toEqual([]);
  });

  it('leaves no file behind', async () => {
    await inspect(plainPdf(), { scratchFolder });
    await inspect(Buffer.from('%PDF-1.7 broken'), { scratchFolder });
    expect(readdirSync(scratchFolder)).toEqual([]);
  });

  it('is what its bytes say, whatever its name says', async () => {
    const { facts, advisories } = await ready(docx(paragraph('x')), { name: 'Kế hoạch.PDF' });
    expect(facts.kind).toBe('docx');
    expect(advisories).toEqual([{ code: 'name_says_otherwise', declared: 'pdf', kind: 'docx' }]);
    expect((await ready(plainPdf(), { name: 'ke.hoach.Pdf' })).advisories).toEqual([]);
  });
});

describe('a document that keeps its reader busy', () => {
  const endless = plainPdf({ content: stream('/Filter/FlateDecode', deflateSync('q '.repeat(12_000_000))) });

  it('is refused as too complex when its time is over, and the next one is inspected as ever', async () => {
    expect(await refusalsOf(endless, { limits: { baseTime: 300 } })).toEqual([{ code: 'too_complex' }]);
    expect((await ready(plainPdf())).outcome).toBe('ready');
  });

  it('does not mix up answers when many come at once', async () => {
    const documents = Array.from({ length: 12 }, (_, index) => plainPdf({ trailer: `/Info<</Producer(P${index})>>` }));
    const outcomes = await Promise.all(documents.map((bytes) => ready(bytes)));
    const producers = outcomes.map(({ facts }) => (facts.kind === 'pdf' ? facts.producer : undefined));
    expect(producers).toEqual(documents.map((_, index) => `P${index}`));
  });
});

describe('the first bytes of a file', () => {
  const hex = (digits: string): Buffer => Buffer.from(digits, 'hex');

  it.each([
    ['%PDF-1.4', 'pdf'],
    ['\ufeff\n%PDF-1.4', 'pdf'],
    ['MZ\x90', 'program'],
    ['#!/bin/sh', 'program'],
    ['<?php x', 'program'],
    ['@echo off', 'program'],
    ['<!DOCTYPE html><p>%PDF-1.4', 'web_page'],
    ['  <!-- a --> <HTML>', 'web_page'],
    ['<?xml version="1.0"?><html xmlns="x">', 'web_page'],
    ['<?xml version="1.0"?><w>', { found: 'xml' }],
    ['{\\rtf1', { found: 'rich_text' }],
    ['\ufeff\n{\\rtf1', { found: 'rich_text' }],
    ['MIME-Version: 1.0\nContent-Type: multipart/related', 'web_page'],
    ['<hta:application>', 'web_page'],
    ['%!PS-Adobe-3.0', { found: 'unknown' }],
    ['\u0001\u0002 %PDF-1.4', 'pdf_behind_something'],
    ['Kính gửi %PDF-1.4', { found: 'plain_text' }],
  ])('%j are judged as %j', (text, expected) => {
    expect(sniff(Buffer.from(text))).toEqual(expected);
  });

  it.each([
    ['7f454c46', 'program'],
    ['cafebabe', 'program'],
    ['4c0000000114020000000000c000000000000046', 'program'],
    ['504b0304', 'package'],
    ['d0cf11e0a1b11ae1', 'compound_file'],
    ['89504e470d0a1a0a', { found: 'image' }],
    ['ffd8ffe0', { found: 'image' }],
    ['526172211a0700', { found: 'archive' }],
    ['1f8b08', { found: 'archive' }],
    ['fffe3c00680074006d006c003e00', 'web_page'],
    ['0001020304', { found: 'unknown' }],
  ])('%s are judged as %j', (digits, expected) => {
    expect(sniff(hex(digits))).toEqual(expected);
  });
});

describe('an inspector', () => {
  it('that is closed answers with an error, those who wait for a thread included', async () => {
    const closing = createInspector();
    const [first, second] = [inspect(plainPdf(), { inspector: closing }), inspect(plainPdf(), { inspector: closing })];
    const both = Promise.allSettled([first, second]);
    await closing.close();
    for (const { status } of await both) expect(status).toBe('rejected');
    await expect(inspect(plainPdf(), { inspector: closing })).rejects.toThrow('closed');
  });
});
