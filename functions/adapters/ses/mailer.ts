import { SESv2Client, SESv2ServiceException, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { formatMailRef } from '../../domain/mail.ts';
import type { Mailer, SendResult } from '../../usecases/ports.ts';

export interface MailerConfig {
  readonly senderAddress: string;
  readonly authorityName: string;
  readonly configurationSet: string;
  readonly stage: string;
}

/** A display name as RFC 2047 wants it: encoded words of at most 75 characters, each holding whole characters. */
export const encodeDisplayName = (name: string): string => {
  const plain = name.replace(/[\p{Cc}\p{Cf}]/gu, '').trim();
  if (/^[A-Za-z0-9 ]*$/.test(plain)) return plain;
  const words: string[] = [];
  let word = '';
  for (const character of plain) {
    if (Buffer.byteLength(word + character) > 42) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  words.push(word);
  return words.map((text) => `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`).join(' ');
};

/** What SES answers for reasons that pass: it asks for patience, or was out of reach. */
const passing = new Set([
  'TooManyRequestsException',
  'LimitExceededException',
  'SendingPausedException',
  'ThrottlingException',
  'InternalServiceErrorException',
]);

const toResult = (fault: unknown): SendResult => {
  if (!(fault instanceof SESv2ServiceException)) {
    return { kind: 'try_again', detail: fault instanceof Error ? fault.name : 'unknown' };
  }
  const status = fault.$metadata.httpStatusCode ?? 500;
  // 403: a permission, or an account still in SES's sandbox. The letter is fine, so it waits until that is mended.
  const waits = passing.has(fault.name) || status >= 500 || status === 429 || status === 403;
  return { kind: waits ? 'try_again' : 'refused', detail: fault.name };
};

/** Sends through SES. The letter carries its own reference as a tag and a header, so that SES's news finds it again. */
export const sesMailer = (config: MailerConfig, client = new SESv2Client({})): Mailer => ({
  send: async ({ subject, text, html }, to, ref) => {
    const reference = formatMailRef(ref);
    try {
      const { MessageId } = await client.send(
        new SendEmailCommand({
          FromEmailAddress: `${encodeDisplayName(config.authorityName)} <${config.senderAddress}>`,
          Destination: { ToAddresses: [to.address] },
          ConfigurationSetName: config.configurationSet,
          EmailTags: [
            { Name: 'stage', Value: config.stage },
            { Name: 'mail', Value: reference },
          ],
          Content: {
            Simple: {
              Subject: { Data: subject, Charset: 'UTF-8' },
              Body: { Text: { Data: text, Charset: 'UTF-8' }, Html: { Data: html, Charset: 'UTF-8' } },
              Headers: [
                { Name: 'Auto-Submitted', Value: 'auto-generated' },
                { Name: 'X-Ward-Plans-Mail', Value: reference },
              ],
            },
          },
        }),
      );
      return MessageId === undefined
        ? { kind: 'try_again', detail: 'no_message_id' }
        : { kind: 'sent', messageId: MessageId };
    } catch (fault) {
      return toResult(fault);
    }
  },
});
