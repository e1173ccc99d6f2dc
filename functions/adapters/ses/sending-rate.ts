import { GetAccountCommand, SESv2Client } from '@aws-sdk/client-sesv2';

/** What an account may send in a second where SES does not say. */
export const usualRate = 10;
/** Milliseconds for which an answer holds; SES raises the rate of a good sender now and then. */
const holdsMs = 15 * 60_000;

/**
 * Mails a second that the account may send, asked for once in a while. Where SES does not answer, the usual rate: a letter
 * must not wait for the permission to ask how fast it may go.
 */
export const sendingRate = (
  client = new SESv2Client({ maxAttempts: 1 }),
  time: () => number = Date.now,
): (() => Promise<number>) => {
  let known: { readonly rate: number; readonly until: number } | undefined;
  return async () => {
    if (known && time() < known.until) return known.rate;
    let rate = usualRate;
    try {
      const { SendQuota } = await client.send(new GetAccountCommand({}));
      rate = SendQuota?.MaxSendRate ?? usualRate;
    } catch {
      // Not worth a fault: the usual rate is slow enough for every account.
    }
    known = { rate, until: time() + holdsMs };
    return rate;
  };
};
