import * as z from 'zod';
import type { ScanVerdict } from '../domain/upload.ts';

/** The result of GuardDuty Malware Protection for S3, as EventBridge brings it. */
const event = z.object({
  'detail-type': z.literal('GuardDuty Malware Protection Object Scan Result'),
  detail: z.object({
    s3ObjectDetails: z.object({ objectKey: z.string() }),
    scanResultDetails: z.object({ scanResultStatus: z.string() }).optional(),
  }),
});

const verdictOf = (status: string | undefined): ScanVerdict => {
  switch (status) {
    case 'NO_THREATS_FOUND':
      return 'clean';
    case 'THREATS_FOUND':
      return 'threat';
    case 'UNSUPPORTED':
      return 'unsupported';
    case 'ACCESS_DENIED':
      return 'access_denied';
    default:
      // FAILED, and anything that GuardDuty may add: not known to be clean.
      return 'failed';
  }
};

/** Reads a scan result; undefined for any other event. */
export const parseScan = (
  eventBridgeEvent: unknown,
): { readonly objectKey: string; readonly verdict: ScanVerdict } | undefined => {
  const parsed = event.safeParse(eventBridgeEvent);
  if (!parsed.success) return undefined;
  const { s3ObjectDetails, scanResultDetails } = parsed.data.detail;
  return { objectKey: s3ObjectDetails.objectKey, verdict: verdictOf(scanResultDetails?.scanResultStatus) };
};
