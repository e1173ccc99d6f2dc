import type { LetterKind } from '../domain/letter.ts';
import type { LetterFacts } from '../emails/letter-facts.ts';
import { type AboutUnit, type Obsolete, obsolete } from './gathering.ts';

/** The facts of a letter about more time, or about mail that does not arrive; undefined when the kind is none of these. */
export const gatherExtensionLetter = async (
  kind: LetterKind,
  gathered: AboutUnit,
): Promise<LetterFacts | Obsolete | undefined> => {
  const { common, about, key, needs, link } = gathered;
  const { assignment } = common;
  switch (kind) {
    case 'extension_asked': {
      const request = 'extensionRequest' in assignment ? assignment.extensionRequest : undefined;
      if (!request) return obsolete('answered');
      return { kind, ...common, request, url: (await link({ purpose: 'extension', ...key })).url };
    }
    case 'extension_granted':
    case 'extension_refused': {
      const event = (await needs.assignments.history(key)).find(({ seq }) => seq === about.event);
      if (event?.change.type !== 'extension_decided') throw new Error('the letter names no answer to a request');
      const { wanted, reason, by } = event.change;
      const why = reason === undefined ? {} : { reason };
      return { kind, ...common, wanted, ...why, by: by.name, url: await gathered.unitUrl() };
    }
    default:
      return undefined;
  }
};
