import { randomBytes, randomInt } from 'node:crypto';
import { assignmentStore } from './adapters/dynamodb/assignment-store.ts';
import { deliveryStore } from './adapters/dynamodb/delivery-store.ts';
import { directiveStore } from './adapters/dynamodb/directive-store.ts';
import { dueIndex } from './adapters/dynamodb/due-index.ts';
import { exportStore } from './adapters/dynamodb/export-store.ts';
import { linkStore } from './adapters/dynamodb/link-store.ts';
import { outbox } from './adapters/dynamodb/outbox.ts';
import { planTraces } from './adapters/dynamodb/plan-traces.ts';
import { recordAudit } from './adapters/dynamodb/record-audit.ts';
import { registerStore } from './adapters/dynamodb/register-store.ts';
import { reminderStore } from './adapters/dynamodb/reminder-store.ts';
import { roundStore } from './adapters/dynamodb/round-store.ts';
import { strayStore } from './adapters/dynamodb/stray-store.ts';
import { openTable, type Table } from './adapters/dynamodb/table.ts';
import { uploadStore } from './adapters/dynamodb/upload-store.ts';
import type { MintCode, MintToken, Services } from './usecases/ports.ts';

/** The part of the services that lies in the table: all that most functions need, and no other client is bundled. */
export type TableServices = Omit<Services, 'documents' | 'log'>;

export const tableServices = (table: Table): TableServices => ({
  assignments: assignmentStore(table),
  audit: recordAudit(table),
  reminders: reminderStore(table),
  rounds: roundStore(table),
  deliveries: deliveryStore(table),
  directives: directiveStore(table),
  register: registerStore(table),
  uploads: uploadStore(table),
  traces: planTraces(table),
  outbox: outbox(table),
  links: linkStore(table),
  due: dueIndex(table),
  exports: exportStore(table),
  strays: strayStore(table),
});

export const openTableServices = (tableName: string): TableServices => tableServices(openTable(tableName));

/** Tokens from the operating system's source of randomness. */
export const mintToken: MintToken = () => randomBytes(32).toString('base64url');

export const mintCode: MintCode = () => String(randomInt(1_000_000)).padStart(6, '0');
