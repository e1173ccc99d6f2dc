import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { formatMailRef } from '../../domain/mail.ts';
import type { Envelope, Mailer, SendResult } from '../../usecases/ports.ts';

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

/**
 * What SES says against this very letter or its address. Everything else is about the moment, the account or the
 * deployment, and passes or is put right: the letter must not be lost meanwhile.
 */
const againstLetter = new Set(['MessageRejected', 'BadRequestException']);

/** SES says in the same words that the sender's own identity waits for its DNS records, or the account is in the sandbox. */
const isNotVerified = (fault: unknown): boolean => fault instanceof Error && /not verified/i.test(fault.message);

const toResult = (fault: unknown): SendResult => {
  const detail = fault instanceof Error ? fault.name : 'unknown';
  if (isNotVerified(fault)) return { kind: 'try_again', detail: 'NotVerified' };
  return { kind: againstLetter.has(detail) ? 'refused' : 'try_again', detail };
};

/**
 * One call of SES for each attempt that the outbox counts: a client that silently tries again after an answer was lost
 * would send a letter twice, and a third time.
 */
const oneCall = (): SESv2Client => new SESv2Client({ maxAttempts: 1 });

/**
 * Headers by which mail programs group the letters of one assignment, and let a reader stop digests with one click
 * (RFC 8058). The message that `References` names never existed: it only has to be the same in each letter.
 */
const envelopeHeaders = (
  { senderAddress, stage }: MailerConfig,
  { thread, unsubscribeUrl }: Envelope,
): { Name: string; Value: string }[] => {
  const domain = senderAddress.slice(senderAddress.lastIndexOf('@') + 1);
  return [
    ...(thread === undefined ? [] : [{ Name: 'References', Value: `<${thread}.${stage}@${domain}>` }]),
    ...(unsubscribeUrl === undefined
      ? []
      : [
          { Name: 'List-Unsubscribe', Value: `<${unsubscribeUrl}>` },
          { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
        ]),
  ];
};

type Attachment = NonNullable<Parameters<Mailer['send']>[0]['attachments']>[number];

const toAttachment = ({ fileName, contentType, content }: Attachment) => ({
  FileName: fileName,
  ContentType: contentType,
  RawContent: Buffer.from(content, 'utf8'),
});

/** Sends through SES. The letter carries its own reference as a tag and a header, so that SES's news finds it again. */
export const sesMailer = (config: MailerConfig, client = oneCall()): Mailer => ({
  send: async ({ subject, text, html, attachments }, to, ref, envelope = {}) => {
    const reference = formatMailRef(ref);
    try {
      const { MessageId } = await client.send(
        new SendEmailCommand({
          FromEmailAddress: `${encodeDisplayName(envelope.from ?? config.authorityName)} <${config.senderAddress}>`,
          ...(envelope.replyTo?.length ? { ReplyToAddresses: [...envelope.replyTo] } : {}),
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
              ...(attachments?.length ? { Attachments: attachments.map(toAttachment) } : {}),
              Headers: [
                { Name: 'Auto-Submitted', Value: 'auto-generated' },
                { Name: 'X-Ward-Plans-Mail', Value: reference },
                ...envelopeHeaders(config, envelope),
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
