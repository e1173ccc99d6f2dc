import { CopyObjectCommand, DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import type { ObjectCreatedEvent } from '../../../../local/engines/s3/start-s3.ts';
import { BUCKET, filesBelow, REGION, refusalOf, startEngine, temporaryFolder, until } from './support.ts';

const put = (key: string, fields: object = {}) =>
  new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: Buffer.from('text'), ...fields });

describe('object-created events', () => {
  it('tell of a new object in the words of EventBridge, by the engine’s clock', async () => {
    const events: ObjectCreatedEvent[] = [];
    const { client } = await startEngine({
      clock: () => new Date('2018-03-20T02:00:00.250Z'),
      onObjectCreated: (event) => void events.push(event),
    });
    const { ETag } = await client.send(put('uploads/Kế hoạch'));
    expect(events).toEqual([
      {
        version: '0',
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        'detail-type': 'Object Created',
        source: 'aws.s3',
        account: '000000000000',
        time: '2018-03-20T02:00:00Z',
        region: REGION,
        resources: [`arn:aws:s3:::${BUCKET}`],
        detail: {
          version: '0',
          bucket: { name: BUCKET },
          object: {
            key: 'uploads/Kế hoạch',
            size: 4,
            etag: ETag?.replaceAll('"', ''),
            sequencer: expect.stringMatching(/^[0-9A-F]{18}$/),
          },
          'request-id': expect.stringMatching(/^[0-9A-F]{16}$/),
          requester: '000000000000',
          'source-ip-address': '127.0.0.1',
          reason: 'PutObject',
        },
      },
    ]);
  });

  it('come once per write, with growing sequencers and the version where there is one', async () => {
    const events: ObjectCreatedEvent[] = [];
    const { client } = await startEngine({
      buckets: [{ name: BUCKET, versioned: true }],
      onObjectCreated: (event) => void events.push(event),
    });
    const first = await client.send(put('k'));
    const second = await client.send(put('k'));
    await client.send(new CopyObjectCommand({ Bucket: BUCKET, Key: 'copy', CopySource: `${BUCKET}/k` }));
    await client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: 'k' }));
    const objects = events.map(({ detail }) => detail.object);
    expect(objects.slice(0, 2).map((object) => object['version-id'])).toEqual([first.VersionId, second.VersionId]);
    expect(events.map(({ detail }) => detail.reason)).toEqual(['PutObject', 'PutObject', 'CopyObject']);
    const sequencers = objects.map((object) => object.sequencer);
    expect(sequencers).toEqual([...new Set(sequencers)].sort());
    expect(new Set(events.map((event) => event.id)).size).toBe(3);
  });

  it('come when the object can be read, before its writer is answered', async () => {
    const seen: (string | undefined)[] = [];
    let answered = false;
    const engine = await startEngine({
      onObjectCreated: async ({ detail }) => {
        expect(answered).toBe(false);
        const stored = await engine.client.send(new GetObjectCommand({ Bucket: BUCKET, Key: detail.object.key }));
        seen.push(await stored.Body?.transformToString());
      },
    });
    await engine.client.send(put('k'));
    answered = true;
    await until(() => seen.length === 1);
    expect(seen).toEqual(['text']);
  });

  it('do not come for a refused write', async () => {
    const folder = await temporaryFolder();
    const events: ObjectCreatedEvent[] = [];
    const { client } = await startEngine({ folder, onObjectCreated: (event) => void events.push(event) });
    await refusalOf(client.send(put('k', { ChecksumCRC32: 'AAAAAA==' })));
    expect(events).toEqual([]);
    expect(await filesBelow(folder)).toEqual([]);
  });

  it('whose receiver fails are reported, leave the write alone, and come again at the next start', async () => {
    const folder = await temporaryFolder();
    const faults: unknown[] = [];
    const fault = new Error('The receiver is not ready.');
    const first = await startEngine({
      folder,
      onObjectCreated: () => {
        throw fault;
      },
      onFault: (each) => void faults.push(each),
    });
    expect((await first.client.send(put('k'))).$metadata.httpStatusCode).toBe(200);
    expect(faults).toEqual([fault]);
    await first.stop();
    const events: ObjectCreatedEvent[] = [];
    await startEngine({ folder, onObjectCreated: (event) => void events.push(event) });
    await until(() => events.length === 1);
  });
});
