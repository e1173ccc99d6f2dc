import PostalMime, { type Address } from 'postal-mime';
import { linksIn, type Mail } from './mail.ts';

/** Reads a whole MIME message, as `Raw` content holds it. */
export async function readRawMessage(bytes: Buffer): Promise<Omit<Mail, 'id' | 'at' | 'tags' | 'configurationSet'>> {
  const message = await PostalMime.parse(bytes, { attachmentEncoding: 'base64' });
  const { text, html } = message;
  return {
    from: message.from === undefined ? '' : (addresses([message.from])[0] ?? ''),
    replyTo: addresses(message.replyTo),
    to: addresses(message.to),
    cc: addresses(message.cc),
    bcc: addresses(message.bcc),
    subject: message.subject ?? '',
    ...(text === undefined ? {} : { text }),
    ...(html === undefined ? {} : { html }),
    headers: message.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    attachments: message.attachments.map((one) => {
      const base64 =
        typeof one.content === 'string' ? one.content : Buffer.from(new Uint8Array(one.content)).toString('base64');
      return {
        fileName: one.filename ?? '',
        contentType: one.mimeType,
        bytes: Buffer.byteLength(base64, 'base64'),
        base64,
      };
    }),
    links: linksIn(text, html),
  };
}

function addresses(found: readonly Address[] | undefined): string[] {
  return (found ?? []).flatMap((one) => (one.group === undefined ? [one.address ?? ''] : addresses(one.group)));
}
