import * as z from 'zod';
import type { MalwareScanModel } from './model.ts';
import type { Parts } from './parts.ts';

const planShape = {
  ProtectedResource: z.object({
    S3Bucket: z.object({ BucketName: z.string(), ObjectPrefixes: z.array(z.string()).default([]) }),
  }),
  Actions: z.object({ Tagging: z.object({ Status: z.enum(['ENABLED', 'DISABLED']) }) }).optional(),
};

/** Which objects GuardDuty scans for malware, and whether it says so on their tags. */
export function readMalwareScans(parts: Parts): MalwareScanModel[] {
  return parts.ofType('AWS::GuardDuty::MalwareProtectionPlan').map((resource) => {
    const { ProtectedResource, Actions } = parts.read(resource, planShape);
    const { BucketName: bucketName, ObjectPrefixes: prefixes } = ProtectedResource.S3Bucket;
    return {
      id: parts.resolver.nameOf(resource),
      bucketName,
      prefixes,
      tagsObjects: Actions?.Tagging.Status === 'ENABLED',
    };
  });
}
