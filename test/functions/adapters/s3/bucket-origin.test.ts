import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { bucketOrigin } from '../../../../functions/adapters/s3/bucket-origin.ts';
import { documentStore } from '../../../../functions/adapters/s3/document-store.ts';

const bucket = 'ward-plans-trial-records-documents1a2b3c4d-5e6f7g8h9i0j';

/** Where the SDK itself would send a browser. */
const signedOrigin = async (name: string, settings: { region: string; endpoint?: string }): Promise<string> => {
  const credentials = { accessKeyId: 'KEYOFTHISTEST', secretAccessKey: 'secret-of-this-test' };
  const client = new S3Client({ ...settings, credentials });
  return new URL(await documentStore(name, client).downloadUrl('none', 'none', 'application/pdf')).origin;
};

describe('the origin of the bucket', () => {
  it.each([
    'ap-southeast-1',
    'us-east-1',
    'eu-central-1',
    'ap-northeast-3',
    'sa-east-1',
    'il-central-1',
    'mx-central-1',
  ])('is in %s where presigned addresses lead', async (region) => {
    expect(bucketOrigin(bucket, { AWS_REGION: region })).toBe(await signedOrigin(bucket, { region }));
  });

  it('is that of an endpoint with an address in numbers', async () => {
    const endpoint = 'http://127.0.0.1:8444';
    const env = { AWS_REGION: 'ap-southeast-1', AWS_ENDPOINT_URL_S3: endpoint };
    expect(bucketOrigin(bucket, env)).toBe(await signedOrigin(bucket, { region: 'ap-southeast-1', endpoint }));
  });

  it.each([
    ['a region with a domain of its own', bucket, { AWS_REGION: 'cn-north-1' }],
    ['no region', bucket, {}],
    ['an endpoint with a name', bucket, { AWS_REGION: 'eu-west-1', AWS_ENDPOINT_URL_S3: 'https://s3.example' }],
    ['an endpoint for all services', bucket, { AWS_REGION: 'eu-west-1', AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }],
    ['an endpoint that is no address', bucket, { AWS_REGION: 'eu-west-1', AWS_ENDPOINT_URL_S3: 'nowhere' }],
    ['another kind of endpoint', bucket, { AWS_REGION: 'eu-west-1', AWS_USE_FIPS_ENDPOINT: 'true' }],
    ['a bucket with dots in its name', 'bucket.of.the.ward', { AWS_REGION: 'eu-west-1' }],
  ])('is left to the client where there is %s', (_, name, env) => {
    expect(bucketOrigin(name, env)).toBeUndefined();
  });
});
