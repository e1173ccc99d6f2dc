import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { MailRef } from '../../domain/mail.ts';
import type { ExportRequest } from '../../usecases/ports.ts';
import { sheetRequestOf } from './export-store.ts';
import { attribute } from './keys.ts';
import { contentOf, open } from './rows.ts';
import { assignmentEvent } from './schemas/event.ts';
import { reportRequest } from './schemas/export.ts';
import { mail } from './schemas/mail.ts';
import type { RawRow } from './table.ts';

/** An attribute value of the DynamoDB API: an object with one key, which names the type. */
const attributeValue = z.custom<AttributeValue>(
  (value) => typeof value === 'object' && value !== null && Object.keys(value).length === 1,
);
const record = z.lazy(() => z.object({ dynamodb: z.object({ NewImage: z.record(z.string(), attributeValue) }) }));

const rowIn = (streamRecord: unknown): RawRow | undefined => {
  const parsed = record.safeParse(streamRecord);
  if (!parsed.success) return undefined;
  return unmarshall(parsed.data.dynamodb.NewImage);
};

/** The mail that a stream record announces; undefined for anything else, which the stream's filter keeps away. */
export const mailRefInStream = (streamRecord: unknown): MailRef | undefined => {
  const row = rowIn(streamRecord);
  return row && open(row).entity === 'mail' ? contentOf(mail, row).ref : undefined;
};

/** The export that a stream record announces, or the sheet that an approving event orders; undefined for anything else. */
export const exportInStream = (streamRecord: unknown): ExportRequest | undefined => {
  const row = rowIn(streamRecord);
  if (!row) return undefined;
  switch (open(row).entity) {
    case 'export':
      return contentOf(reportRequest, row);
    case 'event':
      return row[attribute.orders] === undefined ? undefined : sheetRequestOf(contentOf(assignmentEvent, row));
    default:
      return undefined;
  }
};
