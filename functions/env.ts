import * as z from 'zod';
import type { Locale } from './domain/directive.ts';
import type { Surroundings } from './surroundings.ts';

/** A function's environment in the words of the service. */
export interface FunctionEnv {
  readonly stage: string;
  readonly tableName: string;
  readonly documentsBucket: string;
  /** Where people reach the service, without a slash at the end. */
  readonly baseUrl: string;
  readonly senderAddress: string;
  readonly authorityName: string;
  readonly locale: Locale;
  readonly configurationSet: string;
  /** Whether every upload waits for the verdict of a malware scan. */
  readonly malwareScan: boolean;
}

const schema = z.lazy(() =>
  z.object({
    STAGE: z.string().min(1),
    TABLE_NAME: z.string().min(1),
    DOCUMENTS_BUCKET: z.string().min(1),
    BASE_URL: z.url().transform((url) => url.replace(/\/+$/, '')),
    SENDER_ADDRESS: z.string().min(3),
    AUTHORITY_NAME: z.string().min(1),
    LOCALE: z.enum(['vi', 'en']),
    CONFIGURATION_SET: z.string().min(1),
    MALWARE_SCAN: z.enum(['on', 'off']),
  }),
);

/** @throws naming every variable that is missing or malformed, but no values */
export const parseEnv = (env: Surroundings['env']): FunctionEnv => {
  const parsed = schema.safeParse(env);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
    throw new Error(`environment variables missing or malformed: ${names.join(', ')}`);
  }
  const { data } = parsed;
  return {
    stage: data.STAGE,
    tableName: data.TABLE_NAME,
    documentsBucket: data.DOCUMENTS_BUCKET,
    baseUrl: data.BASE_URL,
    senderAddress: data.SENDER_ADDRESS,
    authorityName: data.AUTHORITY_NAME,
    locale: data.LOCALE,
    configurationSet: data.CONFIGURATION_SET,
    malwareScan: data.MALWARE_SCAN === 'on',
  };
};
