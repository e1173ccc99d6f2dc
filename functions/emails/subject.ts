import type { DirectiveContent } from '../domain/directive.ts';
import type { PlanVersion } from '../domain/plan.ts';
import type { Unit } from '../domain/register.ts';
import type { LetterMessages } from '../i18n/letter-messages.ts';
import { cutTo, oneLine } from './plain-text.ts';

/** Longest subject, in UTF-16 units: under the 78 characters of one header line. */
export const maxSubjectLength = 77;

/**
 * A subject on one line. When it is too long, the name in it is cut and the words around it stay whole.
 * @param compose the subject with the given name in it
 */
export const subjectWith = (name: string, compose: (name: string) => string): string => {
  const whole = oneLine(name);
  const subject = oneLine(compose(whole));
  if (subject.length <= maxSubjectLength) return subject;
  const room = whole.length - (subject.length - maxSubjectLength);
  return cutTo(oneLine(compose(cutTo(whole, Math.max(1, room)))), maxSubjectLength);
};

/** Longest number and notation that a subject shows whole: no real one comes near. */
const maxNumberLength = 24;

/** A subject that begins with the unit's name and, where there is one, the number. */
export const numberedSubject = (
  { t }: LetterMessages,
  unit: string,
  notation: string | undefined,
  what: string,
): string => {
  const number = cutTo(oneLine(notation ?? ''), maxNumberLength);
  return subjectWith(unit, (name) =>
    number === ''
      ? t('letter.subject.unit', { unit: name, what })
      : t('letter.subject.unit_number', { unit: name, number, what }),
  );
};

/**
 * The subject of a letter about one unit: the unit and the number first, so that a full mailbox can be read from the left.
 * The number is the plan's, before there is one the directive's where it has one.
 * @param what the rest of the subject
 */
export const unitSubject = (
  messages: LetterMessages,
  { unit, directive, plan }: { readonly unit: Unit; readonly directive: DirectiveContent; readonly plan?: PlanVersion },
  what: string,
): string => numberedSubject(messages, unit.fullName, plan?.form.notation ?? directive.notation, what);

/**
 * The subject of a letter about several units: the directive's number first, or where it has none the office that keeps
 * track of it.
 * @param what the rest of the subject
 */
export const directiveSubject = (
  { t }: LetterMessages,
  { notation, office }: Pick<DirectiveContent, 'notation' | 'office'>,
  what: string,
): string => subjectWith(notation ?? office.name, (name) => t('letter.subject.unit', { unit: name, what }));

/** A subject without a name in it. */
export const subjectOf = (subject: string): string => cutTo(oneLine(subject), maxSubjectLength);
