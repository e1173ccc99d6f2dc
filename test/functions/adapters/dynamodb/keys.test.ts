import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dueKey,
  duePartitions,
  keys,
  type PrimaryKey,
  parseDue,
  parseReportSk,
  type Range,
  ranges,
  reportKey,
  reportPartitions,
} from '../../../../functions/adapters/dynamodb/keys.ts';
import type { MailRef } from '../../../../functions/domain/mail.ts';
import { aText } from '../../../support/stories.ts';

const of = { directiveId: 'cau-giay-2018', unitId: 'dich-vong' };
const at = '2018-03-23T01:30:00.000Z';
const id = 'a'.repeat(32);
const inRange = ({ pk, from, to }: Range, { PK, SK }: PrimaryKey): boolean =>
  PK === pk &&
  Buffer.compare(Buffer.from(SK), Buffer.from(from)) >= 0 &&
  Buffer.compare(Buffer.from(SK), Buffer.from(to)) <= 0;

describe('the keys of an assignment', () => {
  const state = [
    keys.head(of),
    keys.version(of, 1),
    keys.review(of, { version: 1, stage: 1, reviewerId: 'p' }),
    keys.upload(of, 'u'),
  ];
  const past = [keys.event(of, 1), keys.event(of, 999_999), keys.mail({ scope: { kind: 'assignment', ...of }, id })];

  it('let one query read its state without its events and mails', () => {
    for (const key of state) expect(inRange(ranges.assignment(of), key)).toBe(true);
    for (const key of past) expect(inRange(ranges.assignment(of), key)).toBe(false);
    expect(inRange(ranges.events(of), keys.event(of, 999_999))).toBe(true);
    expect(inRange(ranges.events(of), keys.head(of))).toBe(false);
    expect(inRange(ranges.uploads(of), keys.upload(of, 'u'))).toBe(true);
  });

  it('sort events and versions as they happened', () => {
    const sorted = (all: PrimaryKey[]) => all.map(({ SK }) => SK);
    const events = [1, 9, 10, 99, 100, 99_999].map((seq) => keys.event(of, seq));
    expect(sorted(events)).toEqual([...sorted(events)].sort());
    const versions = [1, 9, 10, 100].map((version) => keys.version(of, version));
    expect(sorted(versions)).toEqual([...sorted(versions)].sort());
  });

  it('are those of no other assignment, though ids may be the beginnings of others', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9-]{1,6}$/), fc.stringMatching(/^[a-z0-9-]{1,6}$/), (a, b) => {
        const one = keys.head({ directiveId: a, unitId: `${a}-${b}` });
        const other = keys.head({ directiveId: `${a}-${a}`, unitId: b });
        expect(one.PK).not.toBe(other.PK);
      }),
    );
  });
});

describe('the keys of a directive', () => {
  it('let one query read it with its units, without its mails and exports', () => {
    const range = ranges.directive('d');
    expect(inRange(range, keys.directive('d'))).toBe(true);
    expect(inRange(range, keys.directiveUnits('d', 99))).toBe(true);
    expect(inRange(range, keys.export('d', 'e'))).toBe(false);
    expect(inRange(range, keys.mail({ scope: { kind: 'directive', directiveId: 'd' }, id }))).toBe(false);
  });
});

describe('a key of the due index', () => {
  it('says what is due', () => {
    const refs: MailRef[] = [
      { scope: { kind: 'assignment', ...of }, id },
      { scope: { kind: 'directive', directiveId: 'd' }, id },
      { scope: { kind: 'person', personId: 'p' }, id },
    ];
    for (const ref of refs) {
      const key = keys.mail(ref);
      expect(parseDue({ ...key, DueSK: dueKey(key, at).DueSK })).toEqual({ kind: 'mail', dueAt: at, ref });
    }
    expect(parseDue({ ...keys.head(of), DueSK: at })).toEqual({ kind: 'reminders', dueAt: at, key: of });
    expect(parseDue({ ...keys.upload(of, 'u1'), DueSK: at })).toEqual({
      kind: 'upload',
      dueAt: at,
      key: of,
      uploadId: 'u1',
    });
    expect(parseDue({ ...keys.version(of, 1), DueSK: at })).toBeUndefined();
    expect(parseDue({ ...keys.unit('u'), DueSK: at })).toBeUndefined();
  });

  it('always lies in a shard that is asked', () => {
    fc.assert(
      fc.property(aText(), (text) => {
        expect(duePartitions()).toContain(dueKey({ PK: text, SK: text }, at).DuePK);
      }),
    );
  });
});

describe('a key of the report index', () => {
  it('names the unit, whatever it is called', () => {
    fc.assert(
      fc.property(
        aText(),
        fc.stringMatching(/^[a-z0-9-]{1,20}$/),
        fc.integer({ min: 1, max: 10 }),
        (unitName, unitId, partitions) => {
          const { ReportPK, ReportSK } = reportKey({ directiveId: 'd', unitId }, unitName, partitions);
          expect(parseReportSk(ReportSK)).toEqual({ unitName, unitId });
          expect(reportPartitions('d', partitions)).toContain(ReportPK);
        },
      ),
    );
  });

  it('spreads units evenly over the partitions', () => {
    const counts = new Map<string, number>();
    for (let unit = 0; unit < 10_000; unit += 1) {
      const { ReportPK } = reportKey({ directiveId: 'd', unitId: `phuong-${unit}` }, '', 10);
      counts.set(ReportPK, (counts.get(ReportPK) ?? 0) + 1);
    }
    expect(counts.size).toBe(10);
    expect(Math.max(...counts.values())).toBeLessThan(1200);
  });
});

describe('the key of an address', () => {
  it('does not tell upper from lower case', () => {
    expect(keys.address('Hoa@Example.VN')).toEqual(keys.address('hoa@example.vn'));
  });
});
