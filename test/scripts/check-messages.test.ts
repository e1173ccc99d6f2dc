import { describe, expect, it } from 'vitest';
import { type Catalogue, checkMessages } from '../../scripts/check-messages.ts';
import { sources } from './sources.ts';

const findings = (vi: Record<string, string>, en: Record<string, string>, text: string): string[] => {
  const catalogue: Catalogue = {
    file: 'vi.ts',
    languages: { vi, en },
    users: /^functions\//,
    own: /\/(?:vi|en)\.ts$/,
    keyBuilder: 'keyOf',
  };
  const own = Object.keys(vi).map((key) => JSON.stringify(key));
  const files = sources({
    'functions/i18n/vi.ts': `export const vi = [${own.join(', ')}];`,
    'functions/page.ts': text,
  });
  return checkMessages(catalogue, files).map(({ message }) => message);
};
const used = (...keys: string[]): string => keys.map((key) => `t(${JSON.stringify(key)});`).join('\n');

describe('message catalogues', () => {
  it('must have the same keys', () => {
    expect(
      findings({ 'page.a': 'A', 'page.b': 'B' }, { 'page.a': 'A', 'page.c': 'C' }, used('page.a', 'page.b')),
    ).toEqual(['message "page.b" is missing in en', 'message "page.c" is missing in vi']);
  });

  it('must have the same places to fill in', () => {
    expect(findings({ 'page.a': 'Đến {date}' }, { 'page.a': 'Until {day}' }, used('page.a'))).toEqual([
      'message "page.a" has other {places} in en than in vi',
    ]);
    expect(findings({ 'page.a': '{x} của {y}' }, { 'page.a': '{y}’s {x}' }, used('page.a'))).toEqual([]);
  });

  it('need not say the count where it is one', () => {
    const vi = { 'page.d.one': '{count} ngày', 'page.d.other': '{count} ngày' };
    const en = { 'page.d.one': 'a day', 'page.d.other': '{count} days' };
    expect(findings(vi, en, used('page.d'))).toEqual([]);
    expect(findings(vi, { ...en, 'page.d.other': 'days' }, used('page.d'))).toHaveLength(1);
  });

  it('must hold nothing that is used nowhere', () => {
    const texts = { 'page.a': 'A', 'page.b': 'B' };
    expect(findings(texts, texts, `${used('page.a')} // page.b`)).toEqual(['message "page.b" is used nowhere']);
  });

  it('may be reached by a prefix or a key that is put together', () => {
    const texts = { 'refusal.late': 'A', 'letter.x.subject': 'B', 'letter.x.lead': 'C', 'letter.n.one': 'D' };
    const text = "keyOf('refusal.', code); t(`letter.${kind}.subject`); tn(`letter.${kind}`, 1);";
    expect(findings(texts, texts, text)).toEqual([]);
    expect(findings(texts, texts, "keyOf('refusal.', code); t(`letter.${kind}.subject`);")).toEqual([
      'message "letter.x.lead" is used nowhere',
      'message "letter.n.one" is used nowhere',
    ]);
  });

  it('must have a message for every prefix that code asks for', () => {
    expect(findings({ 'page.a': 'A' }, { 'page.a': 'A' }, `${used('page.a')} keyOf('gone.', code);`)).toEqual([
      'no message begins with "gone."',
    ]);
  });
});
