import { describe, expect, it } from 'vitest';
import { checkKeys, keysFile } from '../../scripts/check-keys.ts';
import { sources } from './sources.ts';

const keys = `
export const attribute = { pk: 'PK', sk: 'SK', reportPk: 'ReportPK', duePk: 'DuePK' };
export const head = (id: string) => ({ PK: \`A#\${id}\`, SK: 'HEAD' });
export const directive = (id: string) => \`D#\${id}\`;
export const units = (chunk: string) => \`UNITS#\${chunk}\`;
`;
const findingsFor = (text: string, path = 'functions/adapters/dynamodb/outbox.ts') =>
  checkKeys(sources({ [keysFile]: keys, [path]: text })).map(({ message }) => message);

describe('key literals', () => {
  it.each([
    "row['PK']",
    "const name = 'ReportPK';",
    "const condition = 'PK = :pk AND SK BETWEEN :from AND :to';",
    'const condition = `attribute_not_exists(DuePK)`;',
    "const key = 'D#' + id;",
    'const key = `A#${directive}#${unit}`;',
    "const key = 'UNITS#0001';",
  ])('are found outside the keys file: %s', (text) => {
    expect(findingsFor(text)).toEqual([expect.stringMatching(/^key literal ".+" outside/)]);
  });

  it.each([
    'const { PK, SK } = keys.head(of);',
    "const method = 'HEAD';",
    "const color = '#D00';",
    "const magic = 'PK\\u0003\\u0004';",
    "const zip = 'PKWARE';",
    '// PK = :pk',
  ])('are told from other text: %s', (text) => {
    expect(findingsFor(text)).toEqual([]);
  });

  it('are guarded in the command line too, and free in tests', () => {
    expect(findingsFor("const a = 'DuePK';", 'cli/commands/verify.ts')).toHaveLength(1);
    expect(findingsFor("const a = 'DuePK';", 'test/x.test.ts')).toEqual([]);
  });

  it('are looked for only when the keys file is there', () => {
    expect(checkKeys(sources({ 'functions/web.ts': '' }))).toEqual([expect.objectContaining({ file: keysFile })]);
  });
});
