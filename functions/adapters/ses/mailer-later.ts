import type { Mailer } from '../../usecases/ports.ts';
import { later } from '../later.ts';
import type { MailerConfig } from './mailer.ts';

/** The mailer for functions that often have nothing to send: SES's client is loaded with the first letter. */
export const sesMailerLater = (config: MailerConfig): Mailer => {
  const mailer = later(async () => (await import('./mailer.ts')).sesMailer(config));
  return { send: async (...letter) => (await mailer()).send(...letter) };
};

/** The account's sending rate, asked for with a client that is loaded then. */
export const sendingRateLater = (): (() => Promise<number>) => {
  const rate = later(async () => (await import('./sending-rate.ts')).sendingRate());
  return async () => (await rate())();
};
