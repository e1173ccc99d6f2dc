import type { Assignment } from '../domain/assignment.ts';
import type { Deadline } from '../domain/deadline.ts';
import { addDays, type Instant, type LocalDate } from '../domain/time.ts';
import { lastDayInTime } from '../i18n/deadline-text.ts';
import type { Attachment } from './letter-facts.ts';
import { oneLine } from './plain-text.ts';

/** Longest line in octets, its end not counted (RFC 5545, 3.1). */
const lineOctets = 75;

/** Folds a line: what is too long goes on in the next one after a space, never within a character. */
const fold = (line: string): string => {
  const parts: string[] = [];
  let part = '';
  for (const character of line) {
    const room = parts.length === 0 ? lineOctets : lineOctets - 1;
    if (Buffer.byteLength(part + character) > room) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  parts.push(part);
  return parts.join('\r\n ');
};

/** TEXT of RFC 5545, 3.3.11. */
const escapeText = (text: string): string =>
  text
    .replace(/\\/g, '\\\\')
    .replace(/[;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '');

const basicDate = (date: LocalDate): string => date.replaceAll('-', '');
const basicInstant = (instant: Instant): string => instant.replace(/[-:]/g, '').replace(/\.\d+/, '');

/** The last day in time as a whole-day entry; an instant as a moment. */
const when = (deadline: Deadline): string[] => {
  if (deadline.rule === 'by_instant') {
    const at = basicInstant(deadline.instant);
    return [`DTSTART:${at}`, `DTEND:${at}`];
  }
  const day = lastDayInTime(deadline);
  return [`DTSTART;VALUE=DATE:${basicDate(day)}`, `DTEND;VALUE=DATE:${basicDate(addDays(day, 1))}`];
};

export interface CalendarEntry {
  readonly assignment: Pick<Assignment, 'directiveId' | 'unitId' | 'seq'>;
  readonly deadline: Deadline;
  readonly summary: string;
  /** The entry is taken out of the calendar: nothing is expected any more. */
  readonly cancelled?: boolean;
  readonly now: Instant;
}

/**
 * The deadline as a calendar file (RFC 5545). All letters of an assignment name the same entry, and each later one has a
 * higher SEQUENCE: so an extension moves the entry, and a submission takes it out.
 */
export const calendarFile = (entry: CalendarEntry): Attachment => {
  const { assignment, deadline, summary, cancelled, now } = entry;
  const method = cancelled ? 'CANCEL' : 'PUBLISH';
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//ward-plans//deadlines//EN',
    `METHOD:${method}`,
    'BEGIN:VEVENT',
    `UID:${assignment.directiveId}.${assignment.unitId}@ward-plans`,
    `SEQUENCE:${assignment.seq}`,
    `DTSTAMP:${basicInstant(now)}`,
    ...when(deadline),
    `SUMMARY:${escapeText(oneLine(summary))}`,
    `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return {
    fileName: 'han-nop.ics',
    contentType: `text/calendar; charset=utf-8; method=${method}`,
    content: `${lines.map(fold).join('\r\n')}\r\n`,
  };
};
