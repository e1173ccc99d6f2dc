import type { StageConfig } from '../stage-config.ts';

/**
 * The origins from which a browser may reach the documents bucket.
 *
 * The bucket stands before the API exists, so the API's generated host name cannot be named here; S3 allows one `*` per
 * origin, which narrows it to API Gateway in this region. CORS is not what protects the documents: the signed URL is.
 */
export function originsOfService({ customDomain, region }: StageConfig): string[] {
  return [customDomain ? `https://${customDomain.domainName}` : `https://*.execute-api.${region}.amazonaws.com`];
}
