import type { AttributeValue, _Record as EngineRecord } from '@aws-sdk/client-dynamodb-streams';

/** A record of a table's stream as Lambda hands it to a function. */
export type StreamRecord = {
  eventID: string;
  eventName: string;
  eventVersion: '1.1';
  eventSource: 'aws:dynamodb';
  awsRegion: string;
  eventSourceARN: string;
  dynamodb: {
    ApproximateCreationDateTime: number;
    SequenceNumber: string;
    SizeBytes: number;
    StreamViewType: string;
    Keys?: Record<string, unknown>;
    NewImage?: Record<string, unknown>;
    OldImage?: Record<string, unknown>;
  };
};

type Image = Record<string, AttributeValue>;

/**
 * Turns a record of the engine into the deployed form: binary values as base64, the time in seconds, which is the local
 * clock's and not the machine's.
 * @throws Error when the engine leaves out what every record has
 */
export function toLambdaRecord(
  record: EngineRecord,
  about: { region: string; streamArn: string; now: Date },
): StreamRecord {
  const change = record.dynamodb;
  const sequenceNumber = change?.SequenceNumber;
  if (change === undefined || sequenceNumber === undefined || record.eventName === undefined) {
    throw new Error('The DynamoDB engine gave a stream record without sequence number or event name');
  }
  const image = (name: 'Keys' | 'NewImage' | 'OldImage', value: Image | undefined) =>
    value === undefined
      ? {}
      : { [name]: Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)])) };
  return {
    eventID: record.eventID ?? sequenceNumber,
    eventName: record.eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: about.region,
    eventSourceARN: about.streamArn,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(about.now.getTime() / 1000),
      SequenceNumber: sequenceNumber,
      SizeBytes: change.SizeBytes ?? 0,
      StreamViewType: change.StreamViewType ?? 'NEW_IMAGE',
      ...image('Keys', change.Keys),
      ...image('NewImage', change.NewImage),
      ...image('OldImage', change.OldImage),
    },
  };
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => [key, plain(inner)]),
  );
}
