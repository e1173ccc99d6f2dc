import type { LinkSubject } from '../../domain/link.ts';
import { epochMs } from '../../domain/time.ts';
import type { LinkStore } from '../../usecases/ports.ts';
import { attribute, keys, ranges } from './keys.ts';
import { contentOf, row } from './rows.ts';
import { link, linkSubject } from './schemas.ts';
import { putItem, type Table } from './table.ts';

const parts = (subject: LinkSubject): (string | number)[] => {
  switch (subject.purpose) {
    case 'submit':
      return [subject.purpose, subject.directiveId, subject.unitId];
    case 'review':
      return [subject.purpose, subject.directiveId, subject.unitId, subject.version, subject.stage];
    case 'report':
      return [subject.purpose, subject.directiveId];
  }
};

export const linkStore = (table: Table): LinkStore => ({
  put: async (of) => {
    const expiry = { [attribute.timeToLive]: Math.ceil(epochMs(of.expiresAt) / 1000) };
    const subjectKey = keys.linkSubject(of.personId, parts(of.subject));
    await table.transact(
      [
        putItem(table.name, { ...row(keys.link(of.tokenHash), 'link', of), ...expiry }),
        // Outlives the link: it is how new links are found for somebody whose old ones have expired.
        putItem(table.name, row(subjectKey, 'link_subject', of.subject)),
      ],
      of.tokenHash,
    );
  },
  find: async (tokenHash) => {
    const raw = await table.get(keys.link(tokenHash));
    return raw ? contentOf(link, raw) : undefined;
  },
  subjectsOf: async (personId) =>
    (await table.query(ranges.linkSubjects(personId))).map((raw) => contentOf(linkSubject, raw)),
});
