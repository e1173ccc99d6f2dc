import { isIP } from 'node:net';

/** Settings by which the SDK would look for the bucket under yet other names. */
const unusual = [
  'AWS_ENDPOINT_URL',
  'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
  'AWS_USE_DUALSTACK_ENDPOINT',
  'AWS_USE_FIPS_ENDPOINT',
];
/** Names that can stand in front of a host: anything else is addressed by path. */
const plainName = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;
/** Regions outside these have domains of their own. */
const regionOfAmazonawsCom = /^(?:af|ap|ca|eu|il|me|mx|sa|us)-[a-z]+-\d$/;

/**
 * The origin to which presigned addresses of a bucket lead, told from the environment alone, so that a page is served
 * without loading S3's client. undefined wherever that takes more than a glance: then the client must be asked.
 */
export const bucketOrigin = (bucket: string, env: Readonly<Record<string, string | undefined>>): string | undefined => {
  if (unusual.some((name) => env[name] !== undefined)) return undefined;
  const endpoint = env['AWS_ENDPOINT_URL_S3'];
  if (endpoint !== undefined) {
    const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
    return url && isIP(url.hostname) === 4 ? url.origin : undefined;
  }
  const region = env['AWS_REGION'];
  if (region === undefined || !regionOfAmazonawsCom.test(region) || !plainName.test(bucket)) return undefined;
  return `https://${bucket}.s3.${region}.amazonaws.com`;
};
