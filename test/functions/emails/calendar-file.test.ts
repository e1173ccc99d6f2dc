import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarFile } from '../../../functions/emails/calendar-file.ts';
import { deadlineFile } from '../../../functions/emails/deadline-file.ts';
import { anAssignment, submitting } from '../../support/builders.ts';
import { anInvitation, aReceipt, aReturn } from './letter-cases.ts';

const now = '2018-03-09T10:55:00.000Z';
const entry = { assignment: { directiveId: 'cau-giay-2018', unitId: 'dich-vong', seq: 1 }, now };
/** The lines as a calendar reads them: folds undone. */
const lines = (content: string): string[] => content.replaceAll('\r\n ', '').split('\r\n');

describe('the deadline as a calendar file', () => {
  it('is the last day in time, whole', () => {
    const deadline = { rule: 'before_date', date: '2018-03-30' } as const;
    const { content, contentType } = calendarFile({ ...entry, deadline, summary: 'UBND phường Dịch Vọng: hạn nộp' });
    expect(lines(content)).toEqual(
      expect.arrayContaining([
        'METHOD:PUBLISH',
        'UID:cau-giay-2018.dich-vong@ward-plans',
        'SEQUENCE:1',
        'DTSTAMP:20180309T105500Z',
        'DTSTART;VALUE=DATE:20180329',
        'DTEND;VALUE=DATE:20180330',
        'SUMMARY:UBND phường Dịch Vọng: hạn nộp',
        'STATUS:CONFIRMED',
      ]),
    );
    expect(contentType).toContain('method=PUBLISH');
  });

  it('is a moment where the deadline is one', () => {
    const deadline = { rule: 'by_instant', instant: '2018-03-30T10:00:00.000Z' } as const;
    expect(lines(calendarFile({ ...entry, deadline, summary: 'x' }).content)).toContain('DTSTART:20180330T100000Z');
  });

  it('goes with the invitation, and is taken out of the calendar by the receipt under the same name', () => {
    const invited = lines(deadlineFile(anInvitation('vi'))?.content ?? '');
    const received = lines(deadlineFile(aReceipt('vi'))?.content ?? '');
    const uid = invited.find((line) => line.startsWith('UID:'));
    expect(received).toEqual(expect.arrayContaining([uid, 'METHOD:CANCEL', 'STATUS:CANCELLED', 'SEQUENCE:2']));
  });

  it('comes again with a returned plan, for the day by which it should be completed', () => {
    const returned = lines(deadlineFile(aReturn('vi'))?.content ?? '');
    expect(returned).toEqual(expect.arrayContaining(['METHOD:PUBLISH', 'SEQUENCE:3']));
  });

  it('is not taken out by a receipt that was held up until the plan was returned', () => {
    const late = { ...aReceipt('vi'), assignment: aReturn('vi').assignment };
    expect(deadlineFile(late)).toBeUndefined();
    expect(anAssignment({ steps: [submitting()] }).seq).toBe(2);
  });

  it('holds nothing but its own lines, whatever the names are, none longer than 75 octets', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (summary) => {
        const deadline = { rule: 'by_date', date: '2018-03-30' } as const;
        const { content } = calendarFile({ ...entry, deadline, summary: summary.toWellFormed() });
        for (const line of content.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(lines(content)).toHaveLength(16);
        expect(content.replaceAll('\r\n', '')).not.toMatch(/\p{Cc}/u);
        expect(content.match(/^BEGIN:/gm)).toHaveLength(2);
      }),
    );
  });
});
