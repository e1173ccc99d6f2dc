import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { objectKeyOf, parseObjectKey } from '../../../functions/domain/upload.ts';
import { aText } from '../../support/stories.ts';

const anId = () => fc.stringMatching(/^[a-z0-9]{1,12}(-[a-z0-9]{1,8}){0,3}$/);

describe('the key of an upload', () => {
  it('tells whose upload an object is', () => {
    fc.assert(
      fc.property(anId(), anId(), fc.stringMatching(/^[0-9a-f]{32}$/), (directiveId, unitId, id) => {
        const key = objectKeyOf({ directiveId, unitId, id });
        expect(parseObjectKey(key)).toEqual({ directiveId, unitId, uploadId: id });
      }),
    );
  });

  it('is not read from any other object', () => {
    for (const key of [
      'uploads/a/b',
      'uploads/a/b/c/d',
      'exports/a/b/c',
      'uploads//b/c',
      'uploads/a/b/../c',
      'x/uploads/a/b/c',
      'uploads/a/b/c\n',
    ]) {
      expect(parseObjectKey(key)).toBeUndefined();
    }
    fc.assert(
      fc.property(aText(), (text) => {
        expect(parseObjectKey(text)).toBeUndefined();
      }),
    );
  });
});
