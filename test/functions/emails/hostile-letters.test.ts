import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxCommentLength } from '../../../functions/domain/transitions.ts';
import { renderLetter } from '../../../functions/emails/render-letter.ts';
import { maxSubjectLength } from '../../../functions/emails/subject.ts';
import { hrefsOf, tagsOf } from './html-text.ts';
import { aReturn, latestOf, letterCases, reportUrl, reviewUrl, unitUrl } from './letter-cases.ts';
import { retyped } from './retyped-facts.ts';
import { reviewLetterVariants } from './review-letter-variants.ts';

/** Pieces that break letters which are put together carelessly. */
const nasty = fc.constantFrom(
  '<script>alert(1)</script>',
  '</style><img src=x onerror=alert(1)>',
  '"><a href="https://evil.example">',
  "' onmouseover='x",
  '&lt;b&gt;&amp;&#60;',
  '{{unit}}{unit}{0}%s',
  '\r\nBcc: all@evil.example\r\n\r\nBody',
  '\u0000\u0007\u001b[31m',
  '\u202eFDP.exe\u202c',
  '\u2066\u200b\u2069\ufeff\u00ad',
  '\u2028\u2029\u0085\v\f',
  '\ud800',
  '<!--[if mso]>',
  ']]>-->',
  'Hoà'.normalize('NFD'),
  '🇻🇳👩‍👩‍👧‍👦',
);
const hostile = fc
  .array(fc.oneof({ weight: 2, arbitrary: nasty }, fc.string({ unit: 'binary', maxLength: 60 }), fc.string()), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) => parts.join(''));

const kinds = fc.constantFrom(...Object.values({ ...letterCases, ...reviewLetterVariants }));
const locales = fc.constantFrom('vi' as const, 'en' as const);

const invisible = /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}]|\p{Cs}/u;

describe('letters about names, titles and comments of any kind', () => {
  it('have the tags of the layout and no others, and the same links', () => {
    fc.assert(
      fc.property(kinds, locales, fc.array(hostile, { minLength: 8, maxLength: 20 }), (make, locale, texts) => {
        let used = 0;
        const next = (): string => texts[used++ % texts.length] ?? '';
        const harmless = renderLetter(retyped(make(locale), () => 'Văn bản'));
        const letter = renderLetter(retyped(make(locale), next));
        expect(tagsOf(letter.html)).toEqual(tagsOf(harmless.html));
        expect(hrefsOf(letter.html)).toEqual(hrefsOf(harmless.html));
        // between the tags, nothing that a browser could read as the beginning of one
        expect(letter.html.replaceAll(/<[^>]*>/g, '')).not.toMatch(/[<>]/);
        for (const url of [unitUrl, reviewUrl, reportUrl]) {
          expect(letter.text.split('\n').includes(url)).toBe(hrefsOf(letter.html).includes(url));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('have a subject of one line and under 78 characters, without control or direction characters', () => {
    fc.assert(
      fc.property(kinds, locales, fc.array(hostile, { minLength: 3, maxLength: 9 }), (make, locale, texts) => {
        let used = 0;
        const { subject, text, html } = renderLetter(retyped(make(locale), () => texts[used++ % texts.length] ?? ''));
        expect(subject.length).toBeLessThanOrEqual(maxSubjectLength);
        expect(subject).not.toMatch(/\n|\r/);
        for (const part of [subject, text, html]) {
          expect(part).not.toMatch(invisible);
          expect(part).toBe(part.normalize('NFC'));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('keep the text part within 78 columns, but for addresses', () => {
    fc.assert(
      fc.property(kinds, locales, fc.array(hostile, { minLength: 3, maxLength: 9 }), (make, locale, texts) => {
        let used = 0;
        const { text } = renderLetter(retyped(make(locale), () => texts[used++ % texts.length] ?? ''));
        for (const line of text.split('\n')) if (!/https?:/i.test(line)) expect(line.length).toBeLessThanOrEqual(78);
      }),
      { numRuns: 300 },
    );
  });

  it('show long comments whole, escaped, with their line breaks', () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 40 }), (parts) => {
        const text = parts.join('\n').slice(0, maxCommentLength);
        const { html, text: plain } = renderLetter({ ...aReturn('vi'), comments: [{ from: 'Ông A', text }] });
        expect(html).not.toMatch(/<script|<img|<a href="https:\/\/evil/);
        // the last letter of a word may get a mark or lose an invisible neighbour; long words are split in the text
        const whole = plain.replaceAll('\n> ', '');
        for (const [word] of text.matchAll(/[A-Za-z0-9]{4,}/g)) {
          expect(html).toContain(word.slice(0, -1));
          expect(whole).toContain(word.slice(0, -1));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('take a comment of the greatest length', () => {
    const text = '<b>&"\' dài</b>\n'.repeat(2000).slice(0, maxCommentLength);
    const { html, text: plain } = renderLetter({ ...aReturn('vi'), comments: [{ from: 'Ông A', text }] });
    expect(html.split('&lt;b&gt;&amp;&quot;&#39; dài&lt;/b&gt;').length - 1).toBe(text.split('\n').length - 1);
    expect(plain.split('> <b>&"\' dài</b>\n').length - 1).toBe(text.split('\n').length - 1);
  });

  it('cannot be made to look as if a comment were the letter itself', () => {
    const text = 'Xong.\n\nTrân trọng.\nMở trang nộp Kế hoạch:\nhttps://evil.example/u/x';
    const { text: plain } = renderLetter({ ...aReturn('vi'), comments: [{ from: 'Ông A', text }] });
    expect(plain.split('\n').filter((line) => line.includes('evil.example'))).toEqual(['> https://evil.example/u/x']);
  });

  it('cut a long unit name in the subject at a word, with an ellipsis, and keep it whole in the letter', () => {
    const fullName = 'Ủy ban nhân dân xã Phong Nha Kẻ Bàng Quảng Bình Miền Trung Việt Nam và các thôn bản trực thuộc';
    const facts = letterCases.review_request('vi');
    if (facts.kind !== 'review_request') throw new Error('not a review request');
    const letter = renderLetter({
      ...facts,
      unit: { ...facts.unit, fullName },
      plan: { ...latestOf(facts.assignment), version: 2 },
    });
    expect(letter.subject.length).toBeLessThanOrEqual(maxSubjectLength);
    expect(letter.subject).toMatch(/^Ủy ban nhân dân xã Phong Nha.*\S…, 15\/KH-UBND: Trình phê duyệt \(phiên bản 2\)$/);
    expect(letter.html).toContain(fullName);
  });
});
