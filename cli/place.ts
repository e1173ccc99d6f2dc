import type { Instant } from '../functions/domain/time.ts';
import type { DocumentStore, Services } from '../functions/usecases/ports.ts';

/** Which register and directives a command works on. */
export type PlaceChoice =
  | { readonly kind: 'local'; readonly folder: string }
  | {
      readonly kind: 'stage';
      readonly stage: string;
      /** Asked for on the command line. */
      readonly region: string | undefined;
      /** The environment's, for a stage that has no file here. */
      readonly usualRegion: string | undefined;
    };

/** What the commands need of the services. */
export type CliServices = Pick<
  Services,
  | 'assignments'
  | 'audit'
  | 'directives'
  | 'register'
  | 'reminders'
  | 'rounds'
  | 'deliveries'
  | 'outbox'
  | 'links'
  | 'uploads'
  | 'exports'
  | 'strays'
>;

export interface Place {
  readonly services: CliServices;
  /** The documents bucket. */
  readonly documents: Pick<DocumentStore, 'listUploads'>;
  /** The moment it is there: the machine's time, or that of the local run. */
  readonly now: Instant;
  /** Where letters lead; undefined when nothing there sends them. */
  readonly baseUrl: string | undefined;
  /** Ends the connections. */
  close(): void;
}

export type OpenPlace = (choice: PlaceChoice) => Promise<Place>;
