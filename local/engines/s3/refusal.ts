/**
 * What S3 answers when it will not do what was asked. Codes, statuses and wording follow "Error responses" in the
 * Amazon S3 API reference and what S3 was seen to answer; clients read the code, people read the message.
 */

/** Status of every error code this engine can answer with. */
const statusOfCode = {
  AccessDenied: 403,
  AccessForbidden: 403,
  AuthorizationHeaderMalformed: 400,
  AuthorizationQueryParametersError: 400,
  BadDigest: 400,
  BadRequest: 400,
  EntityTooLarge: 400,
  IncompleteBody: 400,
  InternalError: 500,
  InvalidAccessKeyId: 403,
  InvalidArgument: 400,
  InvalidChunkSizeError: 403,
  InvalidDigest: 400,
  InvalidRange: 416,
  InvalidRequest: 400,
  InvalidTag: 400,
  InvalidToken: 400,
  InvalidURI: 400,
  KeyTooLongError: 400,
  MalformedTrailerError: 400,
  MalformedXML: 400,
  MetadataTooLarge: 400,
  MethodNotAllowed: 405,
  MissingContentLength: 411,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  NoSuchVersion: 404,
  NotImplemented: 501,
  PreconditionFailed: 412,
  RequestTimeTooSkewed: 403,
  SignatureDoesNotMatch: 403,
  XAmzContentSHA256Mismatch: 400,
} as const satisfies Record<string, number>;

export type RefusalCode = keyof typeof statusOfCode;

/** An answer other than the one asked for. `details` become elements of the error document, `headers` go on the reply. */
export type Refusal = {
  readonly refused: true;
  readonly status: number;
  readonly code: RefusalCode;
  readonly message: string;
  readonly details: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
};

/** Builds a refusal; its status follows from its code. */
export function refuse(
  code: RefusalCode,
  message: string,
  details: Readonly<Record<string, string>> = {},
  headers: Readonly<Record<string, string>> = {},
): Refusal {
  return { refused: true, status: statusOfCode[code], code, message, details, headers };
}

/** A refusal for what S3 can do and this engine cannot; it never pretends to have done it. */
export function notImplemented(what: string): Refusal {
  return refuse(
    'NotImplemented',
    `${what} is not implemented: this S3 engine is for local runs only and knows just what the project uses.`,
  );
}

/** Tells a refusal from a result. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value && value.refused === true;
}
