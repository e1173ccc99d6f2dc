import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { afterAll } from 'vitest';
import { inspectWith } from '../../functions/adapters/documents/inspect-port.ts';
import { documentStore } from '../../functions/adapters/s3/document-store.ts';
import { sesMailer } from '../../functions/adapters/ses/mailer.ts';
import { packFiles } from '../../functions/adapters/zip.ts';
import { mintCode, tableServices } from '../../functions/composition.ts';
import type { DirectiveContent } from '../../functions/domain/directive.ts';
import type { LinkPurpose } from '../../functions/domain/link.ts';
import type { Result } from '../../functions/domain/result.ts';
import { type Instant, toDate } from '../../functions/domain/time.ts';
import { importRegister } from '../../functions/usecases/import-register.ts';
import { inspectUpload } from '../../functions/usecases/inspect-upload.ts';
import { openDirective } from '../../functions/usecases/open-directive.ts';
import { type OpenedLink, openLink } from '../../functions/usecases/open-link.ts';
import type { Log } from '../../functions/usecases/ports.ts';
import { startUpload } from '../../functions/usecases/start-upload.ts';
import { type SweepNeeds, sweep } from '../../functions/usecases/sweep.ts';
import type { Mail } from '../../local/engines/mailbox/mail.ts';
import { startMailbox } from '../../local/engines/mailbox/start-mailbox.ts';
import { startS3 } from '../../local/engines/s3/start-s3.ts';
import { readExample } from '../../local/load-example.ts';
import { testDeployment, testPlace } from './deployment.ts';
import { startTable, type TestTable } from './table.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** When the example begins: the district announced its plan on 09/03/2018 at 17:54. */
export const announced: Instant = '2018-03-09T10:54:00.000Z';

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const bucket = 'documents';
const baseUrl = 'https://ke-hoach.caugiay.example';

export interface Noted {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  readonly cause: unknown;
}

/** The whole service but its handlers: an empty table, the real stores, mailbox and inspector, and a clock in `at`. */
export interface World {
  readonly at: TestTable;
  readonly needs: SweepNeeds & { readonly pack: typeof packFiles };
  readonly noted: Noted[];
  /** Moves with what the tests do; the mailbox and the use cases go by it. */
  now: Instant;
  /** Mails of this world, oldest first. */
  mails(): Mail[];
  /** Sends all that is due, and says whom to: what a sweep at this moment does. */
  sweepAt(now: Instant, needs?: SweepNeeds): ReturnType<typeof sweep>;
  /** What the latest mail to somebody opens. */
  openedBy<Purpose extends LinkPurpose>(personId: string, purpose: Purpose): Promise<OpenedLink<Purpose>>;
}

export const done = <Value>(result: Result<Value>): Value => {
  if (result.ok) return result.value;
  throw new Error(`refused: ${result.refusal.code} ${JSON.stringify(result.refusal.params ?? {})}`);
};

/** The code of a refusal, or what was accepted. */
export const refusalIn = <Value>(result: Result<Value>): Value | string =>
  result.ok ? result.value : result.refusal.code;

const paths: Readonly<Record<LinkPurpose, string>> = {
  submit: '/u/',
  review: '/r/',
  report: '/o/',
  extension: '/x/',
  digest: '/d/',
};

/** Starts table, mailbox and S3 for one test file; each `fresh` world has a table of its own. */
export const startWorlds = async () => {
  const tables = await startTable();
  const folder = temporaryFolder();
  const clock = { now: announced };
  const mailbox = await startMailbox({
    folder: join(folder.path, 'mails'),
    model: (await testDeployment()).mail,
    clock: () => toDate(clock.now),
  });
  const s3 = await startS3({
    folder: join(folder.path, 's3'),
    buckets: [{ name: bucket }],
    credentials,
    region: testPlace.region,
  });
  const s3Client = new S3Client({
    endpoint: s3.endpoint,
    region: testPlace.region,
    credentials,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  const sesClient = new SESv2Client({
    endpoint: mailbox.endpoint,
    region: testPlace.region,
    credentials,
    maxAttempts: 1,
  });
  afterAll(async () => {
    s3Client.destroy();
    sesClient.destroy();
    await Promise.all([mailbox.stop(), s3.stop()]);
    folder.remove();
  });

  const fresh = async (): Promise<World> => {
    const at = await tables.fresh();
    const noted: Noted[] = [];
    const note =
      (level: Noted['level']): Log['error'] =>
      (message, facts = {}, cause) =>
        void noted.push({ level, message, facts, cause });
    const log: Log = { info: note('info'), warn: note('warn'), error: note('error') };
    const before = mailbox.mails.all().length;
    clock.now = announced;
    const needs = {
      ...tableServices(at.table),
      documents: documentStore(bucket, s3Client),
      inspect: inspectWith(log),
      malwareScan: false,
      mailer: sesMailer(
        {
          senderAddress: 'ke-hoach@caugiay.example',
          authorityName: 'UBND quận Cầu Giấy',
          configurationSet: 'ward-plans-local',
          stage: 'local',
        },
        sesClient,
      ),
      mintToken: () => randomBytes(32).toString('base64url'),
      mintCode,
      baseUrl,
      authorityName: 'UBND quận Cầu Giấy',
      log,
      pack: packFiles,
    };
    const mails = () => mailbox.mails.all().slice(before);
    return {
      at,
      needs,
      noted,
      get now() {
        return clock.now;
      },
      set now(moment) {
        clock.now = moment;
      },
      mails,
      sweepAt: (now, of = needs) => {
        clock.now = now;
        return sweep(of, now);
      },
      openedBy: async (personId, purpose) => {
        const person = await needs.register.person(personId);
        const path = paths[purpose];
        const link = mails()
          .filter((mail) => mail.to.includes(person?.address ?? ''))
          .flatMap(({ links }) => links)
          .findLast((url) => url.startsWith(`${baseUrl}${path}`));
        const opened = await openLink(needs, purpose, link?.split(path)[1] ?? '', clock.now);
        if (!opened) throw new Error(`${personId} has no mail that opens ${path}`);
        return opened;
      },
    };
  };
  return { fresh, s3Client, bucket };
};

const plus = (now: Instant, ms: number): Instant => new Date(Date.parse(now) + ms).toISOString();

/** Cầu Giấy in spring 2018: its register, its directive open for some of its wards, all first mails sent. */
export const openExample = async (
  world: World,
  over: Partial<DirectiveContent> = {},
  unitIds: readonly string[] = ['dich-vong', 'yen-hoa'],
) => {
  const { register, content } = readExample();
  done(await importRegister(world.needs, register, world.now));
  const directive = { ...content, ...over };
  done(await openDirective(world.needs, directive, unitIds, announced));
  await world.sweepAt(plus(announced, 5 * 60_000));
  return { register, content: directive, unitIds };
};

const plans = join(import.meta.dirname, '..', '..', 'examples', 'cau-giay-2018', 'plans');

/** A plan of the example. */
export const planBytes = (name: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(join(plans, name)));

/** A file of the example as a browser sends it, from the announcement to the end of its inspection. */
export const sendPlan = async (world: World, opened: OpenedLink<'submit'>, name: string, now: Instant) => {
  const bytes = planBytes(name);
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  const sha256 = Buffer.from(digest).toString('hex');
  const file = { role: 'main' as const, name, size: bytes.length, contentType: '', sha256 };
  const { upload, ticket } = done(await startUpload(world.needs, opened, file, now));
  const response = await fetch(ticket.url, { method: 'PUT', headers: ticket.headers, body: bytes });
  if (!response.ok) throw new Error(`S3 refused the file: ${response.status} ${await response.text()}`);
  await inspectUpload(world.needs, upload, upload.id, now);
  const inspected = await world.needs.uploads.find(upload, upload.id);
  if (!inspected) throw new Error('the upload is gone');
  return inspected;
};
