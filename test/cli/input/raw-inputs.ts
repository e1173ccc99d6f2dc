import fc from 'fast-check';

// Arbitrary values of input files, as people might write them.

/** "nghia-do-2". */
export const anId: fc.Arbitrary<string> = fc
  .array(fc.stringMatching(/^[a-z0-9]{1,6}$/), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join('-'))
  // an id of digits alone is a number to YAML unless it is quoted, which is how `stringify` writes it
  .filter((id) => id.length <= 64);

const letters = fc.constantFrom(...'aăâbcdđeêghiklmnoôơpqrstuưvxyÀẢÃÁẠỄỘỬ0123456789 :#-,.&*!?|>%@\'"[]{}'.split(''));

/** A line of text in the stored form. */
export const aText: fc.Arbitrary<string> = fc
  .array(letters, { minLength: 1, maxLength: 40 })
  .map((parts) => parts.join('').normalize('NFC').trim())
  .filter((text) => text !== '');

/** Days around the case of spring 2018. */
export const days = Array.from({ length: 27 }, (_, n) => `2018-03-${String(n + 1).padStart(2, '0')}`);

/** Ways to write a day. */
export const dateTexts: fc.Arbitrary<(date: string) => string> = fc.constantFrom(
  (date: string) => date,
  (date: string) => date.split('-').reverse().join('/'),
  (date: string) => date.split('-').reverse().map(Number).join('/'),
);

/** Between `min` and `max` values of which no two have the same key. */
export const distinct = <Value>(
  value: fc.Arbitrary<Value>,
  key: (value: Value) => string,
  min: number,
  max: number,
): fc.Arbitrary<Value[]> => fc.uniqueArray(value, { selector: key, minLength: min, maxLength: max });
