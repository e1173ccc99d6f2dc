import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import { assignmentStore } from '../../../../functions/adapters/dynamodb/assignment-store.ts';
import { exportStore } from '../../../../functions/adapters/dynamodb/export-store.ts';
import { exportInStream, mailRefInStream } from '../../../../functions/adapters/dynamodb/stream-records.ts';
import { lettersOf } from '../../../../functions/domain/letter.ts';
import { mailRefOf } from '../../../../functions/domain/mail.ts';
import { assign } from '../../../../functions/domain/transitions.ts';
import type { ReportRequest } from '../../../../functions/usecases/ports.ts';
import { write } from '../../../support/assignments.ts';
import { aDirective, aUnit } from '../../../support/builders.ts';
import { startTable } from '../../../support/table.ts';

const tables = await startTable();

const aRecord = (row: Record<string, unknown>) => ({ eventName: 'INSERT', dynamodb: { NewImage: marshall(row) } });

describe('a record of the stream', () => {
  it('of a mail names it, of an export names that, of any other row nothing', async () => {
    const at = await tables.fresh();
    const made = assign(aDirective(), aUnit(), '2018-03-09T10:54:00.000Z');
    await assignmentStore(at.table).commit(write(made), made.event.at);
    const request: ReportRequest = {
      kind: 'report',
      id: 'e1',
      directiveId: 'cau-giay-2018',
      requestedBy: 'p1',
      requestedAt: '2018-03-09T10:54:00.000Z',
      state: { kind: 'requested' },
    };
    await exportStore(at.table).create(request);
    const records = (await at.allRows()).map(aRecord);
    const refs = records.map(mailRefInStream).filter((ref) => ref !== undefined);
    expect(refs).toEqual(lettersOf(made, aUnit()).map(mailRefOf));
    expect(records.map(exportInStream).filter((one) => one !== undefined)).toEqual([request]);
  });

  it.each([
    undefined,
    null,
    {},
    { dynamodb: {} },
    { dynamodb: { NewImage: null } },
    { dynamodb: { NewImage: { a: 'x' } } },
  ])('that is none, %j, names nothing', (record) => {
    expect(mailRefInStream(record)).toBeUndefined();
    expect(exportInStream(record)).toBeUndefined();
  });

  it('of a mail that does not parse is refused: the batch comes again and ends in the dead-letter queue', () => {
    expect(() => mailRefInStream(aRecord({ PK: 'a', SK: 'b', entity: 'mail', data: {} }))).toThrow(
      '"mail" does not parse',
    );
  });
});
