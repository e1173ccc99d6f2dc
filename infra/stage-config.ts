import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as z from 'zod';

const stageFolder = join(import.meta.dirname, 'stages');

/** CloudWatch Logs accepts only these retentions, in days. */
const retentions = [30, 60, 90, 120, 180, 365, 400, 545, 731] as const;

const senderIdentities = ['domain', 'address', 'existing'] as const;

const oneOf = (values: readonly (string | number)[]): string => `one of ${values.join(', ')}`;

const matching = (pattern: RegExp, expected: string) => z.string(expected).regex(pattern, expected);

const customDomain = z.strictObject(
  {
    domainName: z.hostname('a host name, without https:// and without a path'),
    certificateArn: matching(
      /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/.+$/,
      'the ARN of an ACM certificate in the region of the stage',
    ),
  },
  { error: 'an object with domainName and certificateArn, or nothing at all' },
);

const schema = z.strictObject({
  /** Names the stacks and every named resource, so several stages can share one account. */
  name: matching(
    /^[a-z][a-z0-9-]{0,19}$/,
    'a short name of lower-case letters, digits and hyphens, at most 20, starting with a letter',
  ),
  region: matching(/^[a-z]{2}(-[a-z]+)+-\d$/, 'an AWS region, such as ap-southeast-1'),
  authorityName: z
    .string('the name of the authority as it signs its letters')
    .trim()
    .min(1, 'the name of the authority as it signs its letters')
    .regex(/^\P{Cc}*$/u, 'the name of the authority as it signs its letters, in one line')
    .transform((name) => name.normalize('NFC')),
  senderAddress: z.email('a mail address that SES will be allowed to send from'),
  /**
   * `domain`: SES signs for the whole domain of the sender (DNS records needed). `address`: one mailbox confirms itself.
   * `existing`: the account sends for it already, by another stage or otherwise; an identity can be made only once.
   */
  senderIdentity: z.enum(senderIdentities, oneOf(senderIdentities)).default('domain'),
  alarmAddress: z.email('the mail address of the people who run the service'),
  locale: z.enum(['vi', 'en'], oneOf(['vi', 'en'])),
  /** Left out: the service answers under the URL that API Gateway gives it. */
  customDomain: customDomain.optional(),
  /** GuardDuty scans every upload; costs by volume, so a stage turns it on deliberately. */
  malwareScan: z.boolean('true or false').default(false),
  logRetentionDays: z.literal(retentions, oneOf(retentions)).default(90),
});

/** What one deployment of the service is told. Read from `infra/stages/<name>.json`. */
export type StageConfig = z.output<typeof schema>;

/** A stage that cannot be used, told so that whoever wrote the file can mend it. Carries no useful stack trace. */
export class StageConfigError extends Error {
  override readonly name = 'StageConfigError';
}

function knownStages(folder: string): string {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length));
  return names.length > 0 ? names.sort().join(', ') : 'none';
}

function describe(issue: z.core.$ZodIssue): string[] {
  const at = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(at === 'customDomain' ? customDomain.shape : schema.shape);
    return issue.keys.map((key) => `${at ? `${at}.` : ''}${key}: no such field; expected ${oneOf(known)}`);
  }
  return [`${at || 'the whole file'}: expected ${issue.message}`];
}

/**
 * Checks what a stage file holds.
 * @param source how the file is named in the refusal
 * @throws StageConfigError naming the file, each wrong field and what was expected there
 */
export function parseStageConfig(value: unknown, source: string): StageConfig {
  const parsed = schema.safeParse(value, {
    error: (issue) => (issue.code === 'invalid_type' ? 'an object' : undefined),
  });
  if (parsed.success) {
    return checkRegionOfCertificate(parsed.data, source);
  }
  throw new StageConfigError(
    `${source}\n${parsed.error.issues
      .flatMap(describe)
      .map((line) => `  ${line}`)
      .join('\n')}`,
  );
}

function checkRegionOfCertificate(config: StageConfig, source: string): StageConfig {
  const region = config.customDomain?.certificateArn.split(':')[3];
  if (region !== undefined && region !== config.region) {
    throw new StageConfigError(
      `${source}\n  customDomain.certificateArn: expected a certificate in ${config.region}, this one is in ${region}`,
    );
  }
  return config;
}

/**
 * Reads `<folder>/<stageName>.json`.
 * @throws StageConfigError when the file is missing, is no JSON, or has a wrong field
 */
export function loadStageConfig(stageName: string, folder: string = stageFolder): StageConfig {
  const file = join(folder, `${stageName}.json`);
  const source = relative(process.cwd(), file);
  let text: string;
  try {
    // Windows' editors begin a file with a mark that JSON does not know.
    text = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch {
    throw new StageConfigError(`${source}\n  no such stage file; stages there: ${knownStages(folder)}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StageConfigError(`${source}\n  expected JSON: ${reason}`);
  }
  const config = parseStageConfig(value, source);
  if (config.name !== stageName) {
    throw new StageConfigError(`${source}\n  name: expected ${JSON.stringify(stageName)}, the name of the file`);
  }
  return config;
}
