import { expect, it } from 'vitest';
import type { AssignmentEvent } from '../../../functions/domain/history.ts';
import { messagesFor } from '../../../functions/i18n/page-messages.ts';
import { historyLine } from '../../../functions/web/words/history.ts';
import { aPerson } from '../../support/builders.ts';

it('the history names who reviews instead of whom, also whom the register no longer has', () => {
  const event: AssignmentEvent = {
    directiveId: 'cau-giay-2018',
    unitId: 'dich-vong',
    seq: 3,
    at: '2018-03-21T02:00:00.000Z',
    by: { kind: 'office' },
    change: {
      type: 'reviewers_changed',
      version: 1,
      stage: 1,
      closes: ['noi-vu', 'da-nghi'],
      opens: [
        {
          stage: 1,
          stageName: 'Thẩm định',
          rule: { kind: 'all' },
          reviewerId: 'tu-phap',
          dueOn: '2018-03-26',
        },
      ],
      reason: 'Nghỉ phép.',
      outcome: { kind: 'stage_continues' },
    },
    previousHash: '0'.repeat(64),
    hash: '1'.repeat(64),
  };
  const people = new Map(
    [
      aPerson({ id: 'noi-vu', name: 'Trần Văn Bình', title: 'Trưởng phòng Nội vụ' }),
      aPerson({ id: 'tu-phap', name: 'Lê Thị Hạnh', title: 'Trưởng phòng Tư pháp' }),
    ].map((person) => [person.id, person]),
  );
  const { text, reason } = historyLine(messagesFor('vi'), event, people);
  expect(text).toContain('Không giao nữa: Trần Văn Bình (Trưởng phòng Nội vụ); da-nghi.');
  expect(text).toContain('Giao: Lê Thị Hạnh (Trưởng phòng Tư pháp).');
  expect(reason).toContain('Nghỉ phép.');
});
