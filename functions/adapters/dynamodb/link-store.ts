import { codeTries, type Link, type LinkSubject } from '../../domain/link.ts';
import { epochMs } from '../../domain/time.ts';
import type { LinkStore } from '../../usecases/ports.ts';
import { attribute, keys, ranges } from './keys.ts';
import { contentOf, row } from './rows.ts';
import { link, linkSubject } from './schemas/link.ts';
import { type Condition, putItem, type RawRow, type Table } from './table.ts';

const parts = (subject: LinkSubject): (string | number)[] => {
  switch (subject.purpose) {
    case 'submit':
      return [subject.purpose, subject.directiveId, subject.unitId];
    case 'review':
      return [subject.purpose, subject.directiveId, subject.unitId, subject.version, subject.stage, subject.reviewerId];
    case 'extension':
      return [subject.purpose, subject.directiveId, subject.unitId];
    case 'digest':
    case 'report':
      return [subject.purpose, subject.directiveId];
  }
};

const linkRow = (of: Link): RawRow => ({
  ...row(keys.link(of.tokenHash), 'link', of),
  [attribute.timeToLive]: Math.ceil(epochMs(of.expiresAt) / 1000),
});

/** Holds while nobody has spent a try of the link's code meanwhile. */
const unchanged = (of: Link): Condition =>
  of.code
    ? {
        expression: '#data.#code.#tries = :tries',
        names: { '#data': 'data', '#code': 'code', '#tries': 'triesLeft' },
        values: { ':tries': of.code.triesLeft },
      }
    : { expression: 'attribute_exists(#data)', names: { '#data': 'data' } };

export const linkStore = (table: Table): LinkStore => {
  const find = async (tokenHash: string): Promise<Link | undefined> => {
    const raw = await table.get(keys.link(tokenHash));
    return raw ? contentOf(link, raw) : undefined;
  };

  /** Moves the tries of a link's code by one, between none and all; undefined when there is no code or no further try. */
  const countTries = async (tokenHash: string, by: 1 | -1): Promise<number | undefined> => {
    for (;;) {
      const found = await find(tokenHash);
      if (!found?.code) return undefined;
      const triesLeft = found.code.triesLeft + by;
      if (triesLeft < 0 || triesLeft > codeTries) return undefined;
      const counted = { ...found, code: { ...found.code, triesLeft } };
      if ((await table.put(linkRow(counted), unchanged(found))) === 'put') return triesLeft;
    }
  };
  return {
    put: async (of) => {
      const subjectKey = keys.linkSubject(of.personId, parts(of.subject));
      await table.transact(
        [
          putItem(table.name, linkRow(of)),
          // Outlives the link: it is how new links are found for somebody whose old ones have expired.
          putItem(table.name, row(subjectKey, 'link_subject', of.subject)),
        ],
        of.tokenHash,
      );
    },
    find,
    spendTry: (tokenHash) => countTries(tokenHash, -1),
    returnTry: async (tokenHash) => {
      await countTries(tokenHash, 1);
    },
    extend: async (tokenHash, expiresAt) => {
      const found = await find(tokenHash);
      if (!found || found.expiresAt >= expiresAt) return;
      // Somebody who spends a try at the same moment wins; the next use extends again.
      await table.put(linkRow({ ...found, expiresAt }), unchanged(found));
    },
    subjectsOf: async (personId) =>
      (await table.query(ranges.linkSubjects(personId))).map((raw) => contentOf(linkSubject, raw)),
  };
};
