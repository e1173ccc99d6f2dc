import { describe, expect, it } from 'vitest';
import { checkPurity } from '../../scripts/check-purity.ts';
import { sources } from './sources.ts';

const linesIn = (path: string, text: string): number[] =>
  checkPurity(sources({ [path]: text })).map(({ line }) => line);

describe('code that gets everything as an argument', () => {
  it.each([
    'const now = Date.now();',
    'const now = new Date();',
    'const now = Date();',
    "const now = Date['now']();",
    'const now = Temporal.Now.instant();',
    'const chance = Math.random();',
    'const stage = process.env.STAGE;',
    'const { env } = process.env;',
    "console.log('x');",
    "await fetch('https://x.example');",
    'setTimeout(later, 10);',
    "import { randomBytes } from 'node:crypto';",
  ])('may not do: %s', (text) => {
    expect(linesIn('functions/domain/plan.ts', text)).toContain(1);
  });

  it.each([
    'const then = new Date(0);',
    'const at = new Date(instant);',
    "const text = 'Date.now()';",
    'form.process();',
  ])('may do: %s', (text) => {
    expect(linesIn('functions/domain/plan.ts', text)).toEqual([]);
  });

  it.each(['functions/usecases/a.ts', 'functions/emails/a.ts', 'functions/i18n/a.ts', 'functions/web/pages/a.tsx'])(
    'includes %s',
    (path) => {
      expect(linesIn(path, '\nconst now = new Date();')).toEqual([2]);
    },
  );

  it('leaves clocks to adapters and entry files, and the environment to entry files alone', () => {
    expect(linesIn('functions/adapters/s3/store.ts', 'const signedAt = new Date();')).toEqual([]);
    expect(linesIn('functions/adapters/s3/store.ts', 'const name = process.env.BUCKET;')).toEqual([1]);
    expect(linesIn('functions/web.ts', 'const name = process.env.BUCKET;')).toEqual([]);
  });
});
