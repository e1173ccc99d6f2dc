import { describe, expect, it } from 'vitest';
import { renderLetter } from '../../../functions/emails/render-letter.ts';
import { maxSubjectLength } from '../../../functions/emails/subject.ts';
import { countOf, hrefsOf, readableText } from './html-text.ts';
import { letterCases } from './letter-cases.ts';
import { reminderLetterVariants } from './reminder-letter-cases.ts';
import { reviewLetterVariants } from './review-letter-variants.ts';
import { expectBoth } from './saying.ts';

const locales = ['vi', 'en'] as const;
const everyCase = Object.entries({ ...letterCases, ...reviewLetterVariants, ...reminderLetterVariants }).flatMap(
  ([kind, make]) => locales.map((locale) => ({ kind, locale, facts: make(locale) })),
);

describe('every letter', () => {
  it.each(everyCase)('$kind in $locale fits its subject into one header line', ({ facts }) => {
    const { subject } = renderLetter(facts);
    expect(subject.length).toBeLessThanOrEqual(maxSubjectLength);
    expect(subject).not.toMatch(/\p{Cc}|…/u);
  });

  it.each(everyCase)(
    '$kind in $locale has the same links in both parts, each on a line of its own in the text',
    ({ facts }) => {
      const { text, html } = renderLetter(facts);
      const urls = text.split('\n').filter((line) => line.startsWith('https://'));
      expect(urls.length).toBeGreaterThan(0);
      expect(hrefsOf(html)).toEqual(urls);
      for (const url of urls) expect(countOf(text, url)).toBe(1);
    },
  );

  it.each(everyCase)('$kind in $locale keeps its text within 78 columns, addresses apart', ({ facts }) => {
    for (const line of renderLetter(facts).text.split('\n')) {
      if (!line.startsWith('https://')) expect(line.length).toBeLessThanOrEqual(78);
    }
  });

  it.each(everyCase)('$kind in $locale says in its HTML part every word of its text part', ({ facts }) => {
    const { text, html } = renderLetter(facts);
    const seen = readableText(html);
    // marks of lists and quotes, rules and the colons after labels belong to the text's form
    const words = text
      .replace(/^(?:> ?|- |\d+\. |-+$)/gm, '')
      .split(/\s+/)
      .map((word) => word.replace(/:$/, ''));
    for (const word of words) expect(seen).toContain(word);
  });

  it.each(everyCase)(
    '$kind in $locale says who gets it and why, that it is automatic and its links are personal',
    ({ facts }) => {
      const vi = facts.recipient.locale === 'vi';
      expectBoth(
        facts,
        'UBND quận Cầu Giấy',
        `${vi ? 'Người nhận' : 'Recipient'}: ${facts.recipient.name}`,
        vi ? 'gửi tự động' : 'Sent automatically',
        vi ? 'dành riêng cho người nhận' : 'personal to the recipient',
      );
    },
  );

  it.each(everyCase)('$kind in $locale loads nothing and runs nothing in the reader’s mail program', ({ facts }) => {
    const { html } = renderLetter(facts);
    expect(html).not.toMatch(/<(?:img|script|link|iframe|object|form|input|base)\b|\bsrc=|@import|url\(|\son\w+=/i);
    expect(html).toContain(`<html lang="${facts.recipient.locale}"`);
  });

  it.each(everyCase)('$kind in $locale has at most one button', ({ facts }) => {
    expect(countOf(renderLetter(facts).html, 'bgcolor=')).toBeLessThanOrEqual(1);
  });
});
