import type { DirectiveBrief } from '../domain/directive.ts';
import type { LinkSubject } from '../domain/link.ts';
import type { Person } from '../domain/register.ts';
import type { Services } from './ports.ts';

/**
 * Whether a link's subject is still a person's business. Links are mailed to people for what they are at the moment;
 * the register may have changed since: another clerk for the unit, other members of the office.
 * Who may act at a review is a question of its own: see {@link ./acting.ts}.
 */
export const hasDuty = async (
  { register }: Pick<Services, 'register'>,
  subject: LinkSubject,
  person: Person,
  { content }: Pick<DirectiveBrief, 'content'>,
): Promise<boolean> => {
  switch (subject.purpose) {
    case 'submit': {
      const unit = await register.unit(subject.unitId);
      return unit !== undefined && [...unit.clerks, ...unit.heads].includes(person.id);
    }
    case 'report':
    case 'extension':
      return [...content.office.people, ...(content.authority.leaders ?? [])].includes(person.id);
    case 'review':
    case 'digest':
      return true;
  }
};
