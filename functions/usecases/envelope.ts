import type { LetterFacts } from '../emails/letter-facts.ts';
import type { Envelope, Services } from './ports.ts';

/** Office addresses that an answer goes to at most. */
const mostReplyTo = 5;

/** What a letter carries outside its text: in whose name it goes out, who reads answers, what it belongs to. */
export const envelopeOf = async ({ register }: Pick<Services, 'register'>, facts: LetterFacts): Promise<Envelope> => {
  if (facts.kind === 'digest') return { from: facts.authorityName, unsubscribeUrl: facts.unsubscribeUrl };
  if (!('directive' in facts)) return { from: facts.authorityName };
  const { authority, office } = facts.directive;
  const people = await register.people(office.people.slice(0, mostReplyTo));
  return {
    from: authority.name,
    replyTo: people.filter(({ leftAt }) => leftAt === undefined).map(({ address }) => address),
    ...('assignment' in facts ? { thread: `${facts.assignment.directiveId}.${facts.assignment.unitId}` } : {}),
  };
};
