import { CliFailure } from './cli-failure.ts';
import type { CliText } from './translate.ts';

/** Names of faults of the AWS SDK and of Node, by what the person can do about them. */
const kinds = {
  'failure.no_credentials': ['CredentialsProviderError', 'CredentialsError'],
  'failure.bad_credentials': [
    'ExpiredToken',
    'ExpiredTokenException',
    'InvalidClientTokenId',
    'InvalidSignatureException',
    'SignatureDoesNotMatch',
    'TokenProviderError',
    'UnrecognizedClientException',
  ],
  'failure.not_allowed': ['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation'],
  'failure.throttled': [
    'LimitExceededException',
    'ProvisionedThroughputExceededException',
    'RequestLimitExceeded',
    'Throttling',
    'ThrottlingException',
    'TooManyRequestsException',
  ],
  'failure.no_network': [
    'EAI_AGAIN',
    'ECONNREFUSED',
    'ECONNRESET',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENOTFOUND',
    'ETIMEDOUT',
    'NetworkingError',
    'TimeoutError',
  ],
  'failure.table_missing': ['ResourceNotFoundException'],
  'failure.stored': ['StoredFault'],
} as const;

/** A fault and those that caused it, the outermost first. */
const chainOf = (fault: unknown): Error[] => {
  const chain: Error[] = [];
  for (let next = fault; next instanceof Error && chain.length < 10; next = next.cause) chain.push(next);
  return chain;
};

const namesOf = (fault: Error): string[] => [fault.name, 'code' in fault ? String(fault.code) : ''];

/** What went wrong, for the person at the command line; never a stack trace. */
export const failureText = (fault: unknown, text: CliText): string => {
  if (fault instanceof CliFailure) return text(fault.key, fault.params);
  const chain = chainOf(fault);
  if (chain.some(({ message }) => message === 'Region is missing')) return text('failure.no_region');
  const names = new Set(chain.flatMap(namesOf));
  const detail = chain[0]?.message ?? String(fault);
  const known = Object.entries(kinds).find(([, members]) => members.some((name) => names.has(name)));
  const key = known?.[0];
  if (key !== undefined && isKind(key)) return text(key, { detail });
  return text('failure.unexpected', { detail: `${chain[0]?.name ?? 'Error'}: ${detail}` });
};

const isKind = (key: string): key is keyof typeof kinds => Object.hasOwn(kinds, key);
