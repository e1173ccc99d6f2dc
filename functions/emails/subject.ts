import { cutTo, oneLine } from './plain-text.ts';

/** Longest subject, in UTF-16 units: what one header line of 78 characters shows whole. */
export const maxSubjectLength = 78;

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

/** A subject without a name in it. */
export const subjectOf = (subject: string): string => cutTo(oneLine(subject), maxSubjectLength);
