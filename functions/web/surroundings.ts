import type { Locale } from '../domain/directive.ts';
import type { Services } from '../usecases/ports.ts';

/** What the pages are built with. */
export interface WebSurroundings {
  readonly services: Services;
  readonly clock: () => Date;
  /** Address of the service, without a slash at the end. */
  readonly baseUrl: string;
  readonly authorityName: string;
  /** Origin of the bucket, to which browsers send files. */
  readonly uploadOrigin: string;
  /** Language of pages whose reader is not known. */
  readonly locale: Locale;
}
