import { createHash } from 'node:crypto';
import type { AssignmentKey } from '../../domain/assignment.ts';
import type { MailRef, MailScope } from '../../domain/mail.ts';
import type { Instant } from '../../domain/time.ts';
import type { DueThing, RecordName } from '../../usecases/ports.ts';

/**
 * Every key of the table. Nothing else in the code knows how a row is found:
 *
 * | row                     | PK                    | SK                        |
 * |-------------------------|-----------------------|---------------------------|
 * | assignment, with ladder | A#directive#unit      | HEAD                      |
 * | its events              | A#directive#unit      | E#000001                  |
 * | its plan versions       | A#directive#unit      | V#0001                    |
 * | its reviews             | A#directive#unit      | R#0001#01#person          |
 * | questions to the unit   | A#directive#unit      | Q#000001                  |
 * | its uploads             | A#directive#unit      | U#upload                  |
 * | its approval sheets     | A#directive#unit      | B#000001 (the event)      |
 * | its mails               | A#directive#unit      | C#mail                    |
 * | directive               | D#directive           | D                         |
 * | its unit ids, chunked   | D#directive           | UNITS#0001                |
 * | its exports             | D#directive           | X#export                  |
 * | mails about it          | D#directive           | C#mail                    |
 * | its weekly figures      | D#directive           | WEEK                      |
 * | what did not arrive     | D#directive           | Z#unit#person             |
 * | list of directives      | DIRECTIVES            | directive                 |
 * | unit                    | UNITS                 | unit                      |
 * | person                  | P#person              | P                         |
 * | what links they had     | P#person              | S#purpose#directive#...   |
 * | mails to them alone     | P#person              | C#mail                    |
 * | what a day tells them   | P#person              | G#day                     |
 * | how mail reaches them   | P#person              | MAIL                      |
 * | what did not reach them | P#person              | Z#directive#unit          |
 * | person by address       | ADDR#address          | ADDR                      |
 * | working calendar        | CAL#calendar          | CAL                       |
 * | link                    | L#token hash          | L                         |
 * | number used             | N#unit#year           | notation#directive        |
 * | file sent               | F#SHA-256             | directive#unit            |
 * | object without record   | STRAYS                | object key                |
 * | mails sent in a second  | PACE#second           | PACE                      |
 *
 * Events (E#), sheets (B#) and mails (C#) sort before HEAD, so that one Query from HEAD on reads an assignment without its past.
 */
export const attribute = {
  pk: 'PK',
  sk: 'SK',
  reportPk: 'ReportPK',
  reportSk: 'ReportSK',
  duePk: 'DuePK',
  dueSk: 'DueSK',
  summary: 'summary',
  entity: 'entity',
  /** What an event orders to be built; the stream's filter looks for it. */
  orders: 'orders',
  /** Epoch seconds after which DynamoDB may delete the row. */
  timeToLive: 'expiresAt',
} as const;

export const index = { report: 'report', due: 'due' } as const;

export const orders = { sheet: 'approval_sheet' } as const;

export interface PrimaryKey {
  readonly PK: string;
  readonly SK: string;
}

const key = (pk: string, sk: string): PrimaryKey => ({ PK: pk, SK: sk });
const padded = (value: number, width: number): string => String(value).padStart(width, '0');

const assignmentPk = ({ directiveId, unitId }: AssignmentKey): string => `A#${directiveId}#${unitId}`;
const directivePk = (directiveId: string): string => `D#${directiveId}`;
const personPk = (personId: string): string => `P#${personId}`;

const scopePk = (scope: MailScope): string => {
  switch (scope.kind) {
    case 'assignment':
      return assignmentPk(scope);
    case 'directive':
      return directivePk(scope.directiveId);
    case 'person':
      return personPk(scope.personId);
  }
};

/** A number that a unit has used in a year. */
export interface NotationUse {
  readonly unitId: string;
  readonly year: number;
  readonly notation: string;
}

const notationPk = ({ unitId, year }: NotationUse): string => `N#${unitId}#${year}`;

export const keys = {
  head: (of: AssignmentKey) => key(assignmentPk(of), 'HEAD'),
  event: (of: AssignmentKey, seq: number) => key(assignmentPk(of), `E#${padded(seq, 6)}`),
  version: (of: AssignmentKey, version: number) => key(assignmentPk(of), `V#${padded(version, 4)}`),
  review: (of: AssignmentKey, at: { readonly version: number; readonly stage: number; readonly reviewerId: string }) =>
    key(assignmentPk(of), `R#${padded(at.version, 4)}#${padded(at.stage, 2)}#${at.reviewerId}`),
  question: (of: AssignmentKey, questionId: number) => key(assignmentPk(of), `Q#${padded(questionId, 6)}`),
  upload: (of: AssignmentKey, uploadId: string) => key(assignmentPk(of), `U#${uploadId}`),
  sheet: (of: AssignmentKey, event: number) => key(assignmentPk(of), `B#${padded(event, 6)}`),
  mail: (ref: MailRef) => key(scopePk(ref.scope), `C#${ref.id}`),
  directive: (directiveId: string) => key(directivePk(directiveId), 'D'),
  directiveUnits: (directiveId: string, chunk: number) => key(directivePk(directiveId), `UNITS#${padded(chunk, 4)}`),
  directiveListed: (directiveId: string) => key('DIRECTIVES', directiveId),
  export: (directiveId: string, exportId: string) => key(directivePk(directiveId), `X#${exportId}`),
  week: (directiveId: string) => key(directivePk(directiveId), 'WEEK'),
  notDeliveredIn: (directiveId: string, unitId: string, personId: string) =>
    key(directivePk(directiveId), `Z#${unitId}#${personId}`),
  notDeliveredTo: (personId: string, of: AssignmentKey) => key(personPk(personId), `Z#${of.directiveId}#${of.unitId}`),
  round: (personId: string, day: string) => key(personPk(personId), `G#${day}`),
  mailStanding: (personId: string) => key(personPk(personId), 'MAIL'),
  pace: (epochSecond: number) => key(`PACE#${epochSecond}`, 'PACE'),
  unit: (unitId: string) => key('UNITS', unitId),
  person: (personId: string) => key(personPk(personId), 'P'),
  linkSubject: (personId: string, subject: readonly (string | number)[]) =>
    key(personPk(personId), `S#${subject.join('#')}`),
  address: (address: string) => key(`ADDR#${address.toLowerCase()}`, 'ADDR'),
  calendar: (calendarId: string) => key(`CAL#${calendarId}`, 'CAL'),
  link: (tokenHash: string) => key(`L#${tokenHash}`, 'L'),
  notationUse: (use: NotationUse, directiveId: string) => key(notationPk(use), `${use.notation}#${directiveId}`),
  stray: (objectKey: string) => key('STRAYS', objectKey),
  fileUse: (sha256: string, by: AssignmentKey) => key(`F#${sha256}`, `${by.directiveId}#${by.unitId}`),
} as const;

/** A part of one partition: all rows whose sort key lies between two texts, both included. */
export interface Range {
  readonly pk: string;
  readonly from: string;
  readonly to: string;
}

const beginning = (pk: string, prefix: string): Range => ({ pk, from: prefix, to: `${prefix}\uffff` });

export const ranges = {
  /** The assignment with its reviews, uploads and versions, without events and mails. */
  assignment: (of: AssignmentKey): Range => ({ pk: assignmentPk(of), from: 'HEAD', to: 'W' }),
  events: (of: AssignmentKey): Range => beginning(assignmentPk(of), 'E#'),
  uploads: (of: AssignmentKey): Range => beginning(assignmentPk(of), 'U#'),
  sheets: (of: AssignmentKey): Range => beginning(assignmentPk(of), 'B#'),
  mails: (scope: MailScope): Range => beginning(scopePk(scope), 'C#'),
  directives: (): Range => ({ pk: 'DIRECTIVES', from: ' ', to: '~' }),
  /** The directive and the chunks of its unit ids. */
  directive: (directiveId: string): Range => ({ pk: directivePk(directiveId), from: 'D', to: 'W' }),
  exports: (directiveId: string): Range => beginning(directivePk(directiveId), 'X#'),
  notDeliveredIn: (directiveId: string): Range => beginning(directivePk(directiveId), 'Z#'),
  notDeliveredTo: (personId: string): Range => beginning(personPk(personId), 'Z#'),
  units: (): Range => ({ pk: 'UNITS', from: ' ', to: '~' }),
  /** All of them lie under `uploads/`; the zero is the character behind the slash. */
  strays: (): Range => ({ pk: 'STRAYS', from: 'uploads/', to: 'uploads0' }),
  linkSubjects: (personId: string): Range => beginning(personPk(personId), 'S#'),
  notationUses: (use: NotationUse): Range => beginning(notationPk(use), `${use.notation}#`),
  fileUses: (sha256: string, directiveId: string): Range => beginning(`F#${sha256}`, `${directiveId}#`),
} as const;

const shardOf = (text: string, shards: number): number =>
  createHash('sha256').update(text).digest().readUInt32BE(0) % shards;

/** Index keys by which the report finds an assignment: spread over shards, the unit's name in front. */
export const reportKey = (of: AssignmentKey, unitName: string, partitions: number) => ({
  ReportPK: `${directivePk(of.directiveId)}#${shardOf(of.unitId, partitions)}`,
  ReportSK: `${unitName}#${of.unitId}`,
});

/** All partitions of a directive's report. */
export const reportPartitions = (directiveId: string, partitions: number): string[] =>
  Array.from({ length: partitions }, (_, shard) => `${directivePk(directiveId)}#${shard}`);

/** What the report's index keys say. */
export const parseReportSk = (sk: string): { unitName: string; unitId: string } => {
  const cut = sk.lastIndexOf('#');
  return { unitName: sk.slice(0, cut), unitId: sk.slice(cut + 1) };
};

/** The address, in small letters, of a row that finds a person by it. */
export const parseAddressPk = (pk: string): string => pk.slice('ADDR#'.length);

/** Whether a row of an assignment's partition is an upload. */
export const isUploadSk = (sk: string): boolean => sk.startsWith('U#');

/** What a row of an assignment's partition holds, told from its sort key alone. */
export const parseAssignmentSk = (sk: string): RecordName => {
  const [kind, first = '', second = '', third = ''] = sk.split('#');
  const number = Number.parseInt(first, 10);
  if (sk === 'HEAD') return { kind: 'assignment' };
  if (kind === 'V') return { kind: 'version', version: number };
  if (kind === 'R') return { kind: 'review', version: number, stage: Number.parseInt(second, 10), reviewerId: third };
  return kind === 'Q' ? { kind: 'question', questionId: number } : { kind: 'other' };
};

const dueShards = 4;

/** Index keys under which a row is found once its time has come. */
export const dueKey = (of: PrimaryKey, at: Instant) => ({
  DuePK: `DUE#${shardOf(`${of.PK} ${of.SK}`, dueShards)}`,
  DueSK: at,
});

export const duePartitions = (): string[] => Array.from({ length: dueShards }, (_, shard) => `DUE#${shard}`);

/** What a row of the due index stands for; undefined for a kind of row that has no due time. */
export const parseDue = ({ PK, SK, DueSK }: PrimaryKey & { readonly DueSK: string }): DueThing | undefined => {
  const [type, first = '', second = ''] = PK.split('#');
  const id = SK.slice(2);
  if (SK.startsWith('C#')) {
    switch (type) {
      case 'A':
        return {
          kind: 'mail',
          dueAt: DueSK,
          ref: { scope: { kind: 'assignment', directiveId: first, unitId: second }, id },
        };
      case 'D':
        return { kind: 'mail', dueAt: DueSK, ref: { scope: { kind: 'directive', directiveId: first }, id } };
      case 'P':
        return { kind: 'mail', dueAt: DueSK, ref: { scope: { kind: 'person', personId: first }, id } };
    }
  }
  if (type === 'P' && SK.startsWith('G#')) return { kind: 'round', dueAt: DueSK, personId: first, day: id };
  if (type === 'D' && SK === 'WEEK') return { kind: 'week', dueAt: DueSK, directiveId: first };
  if (type !== 'A') return undefined;
  const of = { directiveId: first, unitId: second };
  if (SK === 'HEAD') return { kind: 'reminders', dueAt: DueSK, key: of };
  if (isUploadSk(SK)) return { kind: 'upload', dueAt: DueSK, key: of, uploadId: id };
  return undefined;
};
