import { describe, expect, it } from 'vitest';
import { messagesEn as cliEn } from '../../../cli/messages.en.ts';
import { messagesVi as cliVi } from '../../../cli/messages.vi.ts';
import { en } from '../../../functions/i18n/en.ts';
import { messagesFor } from '../../../functions/i18n/letter-messages.ts';
import { keyOf } from '../../../functions/i18n/translate.ts';
import { type MessageKey, vi } from '../../../functions/i18n/vi.ts';

const paramsOf = (text: string): Set<string> => new Set(text.match(/\{\w+\}/g) ?? []);
const isKey = (key: string): key is MessageKey => Object.hasOwn(vi, key);
const keys = Object.keys(vi).filter(isKey);

describe('the message catalogues', () => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(vi).sort());
  });

  it('have no empty text, and none with spaces at its ends', () => {
    for (const key of keys) {
      for (const text of [vi[key], en[key]]) {
        expect(text, key).not.toBe('');
        expect(text, key).toBe(text.trim());
      }
    }
  });

  it('are composed (NFC), so that searching and comparing works', () => {
    for (const key of keys) expect(vi[key], key).toBe(vi[key].normalize('NFC'));
  });

  it('ask for no parameter in English that Vietnamese does not know', () => {
    for (const key of keys) {
      for (const param of paramsOf(en[key])) expect(paramsOf(vi[key]), key).toContain(param);
    }
  });

  it('have both forms of every message that counts', () => {
    for (const key of keys) {
      if (key.endsWith('.other')) expect(isKey(key.replace(/\.other$/, '.one')), key).toBe(true);
    }
  });

  it('count nothing in English but with both forms', () => {
    const counting = /\{(?:count|days|left|seconds|n)\} (?:working )?[a-z]+s\b/;
    for (const key of keys) if (!/\.(?:one|other)$/.test(key)) expect(en[key], key).not.toMatch(counting);
    for (const text of Object.values(cliEn)) expect(text).not.toMatch(/\{(?:days|seconds|left)\} working/);
  });

  it('address people in one way', () => {
    const otherwise = /(?<!\p{L})(?:bạn|quý vị|anh\/chị|anh chị|ông bà)(?!\p{L})/iu;
    for (const text of [...Object.values(vi), ...Object.values(cliVi)]) expect(text).not.toMatch(otherwise);
  });
});

describe('a message', () => {
  const messages = messagesFor('vi');

  it('refuses to go out with a hole', () => {
    expect(() => messages.t('letter.greeting')).toThrow('lacks its parameter "addressee"');
  });

  it('does not fill in places that a parameter brings along', () => {
    expect(messages.t('letter.greeting', { addressee: '{addressee} $& $1' })).toBe('Kính gửi: {addressee} $& $1');
  });

  it('is found by a code known at run time, or the fault is told', () => {
    expect(keyOf('refusal.', 'no_document')).toBe('refusal.no_document');
    expect(() => keyOf('refusal.', 'toString')).toThrow('no message');
  });

  it('counts in the grammar and the digits of its language', () => {
    expect(messagesFor('en').tn('letter.days', 1)).toBe('1 day');
    expect(messagesFor('en').tn('letter.days', 1200)).toBe('1,200 days');
    expect(messages.tn('letter.days', 1200)).toBe('1.200 ngày');
  });

  it('shows sizes in the unit that suits them', () => {
    expect([0, 1023, 1024, 1_258_291, 104_857_600].map(messages.size)).toEqual([
      '0 B',
      '1.023 B',
      '1 KB',
      '1,2 MB',
      '100 MB',
    ]);
    expect(messagesFor('en').size(1_258_291)).toBe('1.2 MB');
  });
});
