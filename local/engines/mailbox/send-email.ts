import * as z from 'zod';
import type { MailModel } from '../../template/model.ts';
import { addressOf, isVerified } from './addresses.ts';
import { linksIn, type Mail } from './mail.ts';
import { readRawMessage } from './raw-message.ts';
import { SesRefusal } from './ses-refusal.ts';

const contentSchema = z.object({ Data: z.string(), Charset: z.string().optional() });
const nameValueSchema = z.object({ Name: z.string(), Value: z.string() });
const addressesSchema = z.array(z.string()).default([]);

/** The body of SendEmail, as far as SES reads it for a single mail. */
const requestSchema = z.object({
  FromEmailAddress: z.string().optional(),
  ReplyToAddresses: addressesSchema,
  Destination: z
    .object({ ToAddresses: addressesSchema, CcAddresses: addressesSchema, BccAddresses: addressesSchema })
    .default({ ToAddresses: [], CcAddresses: [], BccAddresses: [] }),
  ConfigurationSetName: z.string().optional(),
  EmailTags: z.array(nameValueSchema).default([]),
  Content: z.object({
    Simple: z
      .object({
        Subject: contentSchema,
        Body: z.object({ Text: contentSchema.optional(), Html: contentSchema.optional() }),
        Headers: z.array(nameValueSchema).default([]),
        Attachments: z
          .array(
            z.object({
              FileName: z.string(),
              RawContent: z.base64(),
              ContentType: z.string().default('application/octet-stream'),
            }),
          )
          .default([]),
      })
      .optional(),
    Raw: z.object({ Data: z.base64() }).optional(),
    Template: z.unknown().optional(),
  }),
});

type Request = z.output<typeof requestSchema>;
export type MailDraft = Omit<Mail, 'id' | 'at'>;

const mostRecipients = 50;
const mostHeaders = 15;
const longestMessage = 40 * 1024 * 1024;

/** SES writes these itself, from the fields of the request. */
const reservedHeaders = new Set(
  'bcc,cc,content-disposition,content-transfer-encoding,content-type,date,from,message-id,mime-version,reply-to,return-path,sender,subject,to'.split(
    ',',
  ),
);

/**
 * Reads a SendEmail request, refusing what SES refuses: an unverified sender, an unknown configuration set, addresses that
 * are none, too many recipients, tags or headers of a wrong form, a message over 40 MB.
 * @throws SesRefusal with the error that SES names
 */
export async function readSendEmail(body: unknown, model: MailModel): Promise<MailDraft> {
  const parsed = requestSchema.safeParse(body);
  if (!parsed.success)
    throw new SesRefusal('BadRequestException', `Not a SendEmail request: ${z.prettifyError(parsed.error)}`);
  const request = parsed.data;
  checkConfigurationSet(request, model);
  checkTags(request.EmailTags);
  const draft = await draftOf(request);
  checkSender(draft.from, model);
  checkRecipients(draft);
  return draft;
}

async function draftOf(request: Request): Promise<MailDraft> {
  const { Simple: simple, Raw: raw, Template: template } = request.Content;
  if ([simple, raw, template].filter((one) => one !== undefined).length !== 1) {
    throw new SesRefusal('BadRequestException', 'Content must hold exactly one of Simple, Raw and Template');
  }
  const { ToAddresses: to, CcAddresses: cc, BccAddresses: bcc } = request.Destination;
  const asked = {
    tags: request.EmailTags.map(({ Name, Value }) => ({ name: Name, value: Value })),
    ...(request.ConfigurationSetName === undefined ? {} : { configurationSet: request.ConfigurationSetName }),
  };
  if (raw !== undefined) {
    const bytes = Buffer.from(raw.Data, 'base64');
    checkLength(bytes.length);
    const message = await readRawMessage(bytes);
    const hasDestination = to.length + cc.length + bcc.length > 0;
    return {
      ...message,
      ...asked,
      from: request.FromEmailAddress ?? message.from,
      ...(hasDestination ? { to, cc, bcc } : {}),
    };
  }
  if (simple === undefined)
    throw new SesRefusal('NotFoundException', 'Template does not exist: the local SES keeps no templates');
  const { Text: text, Html: html } = simple.Body;
  if (text === undefined && html === undefined)
    throw new SesRefusal('BadRequestException', 'Body must hold Text or Html');
  checkHeaders(simple.Headers);
  const attachments = simple.Attachments.map((one) => ({
    fileName: one.FileName,
    contentType: one.ContentType,
    bytes: Buffer.byteLength(one.RawContent, 'base64'),
    base64: one.RawContent,
  }));
  checkLength(
    [simple.Subject.Data, text?.Data ?? '', html?.Data ?? ''].reduce((sum, part) => sum + Buffer.byteLength(part), 0) +
      // Attachments count as they travel.
      attachments.reduce((sum, one) => sum + one.base64.length, 0),
  );
  return {
    from: request.FromEmailAddress ?? '',
    replyTo: request.ReplyToAddresses,
    to,
    cc,
    bcc,
    subject: simple.Subject.Data,
    ...(text === undefined ? {} : { text: text.Data }),
    ...(html === undefined ? {} : { html: html.Data }),
    headers: simple.Headers.map(({ Name, Value }) => ({ name: Name, value: Value })),
    attachments,
    links: linksIn(text?.Data, html?.Data),
    ...asked,
  };
}

function checkLength(bytes: number): void {
  if (bytes > longestMessage)
    throw new SesRefusal('MessageRejected', `Message length is more than ${longestMessage} bytes long: ${bytes}.`);
}

function checkSender(from: string, model: MailModel): void {
  const address = addressOf(from);
  if (address === undefined)
    throw new SesRefusal('BadRequestException', `Illegal address in From: ${JSON.stringify(from)}`);
  if (!isVerified(address, model.identities)) {
    throw new SesRefusal(
      'MessageRejected',
      `Email address is not verified. The following identities failed the check: ${address}`,
    );
  }
}

function checkRecipients({ to, cc, bcc, replyTo }: MailDraft): void {
  const recipients = [...to, ...cc, ...bcc];
  if (recipients.length === 0) throw new SesRefusal('BadRequestException', 'There is no recipient');
  if (recipients.length > mostRecipients) {
    throw new SesRefusal('BadRequestException', `Recipient count exceeds ${mostRecipients}: ${recipients.length}`);
  }
  const wrong = [...recipients, ...replyTo].find((one) => addressOf(one) === undefined);
  if (wrong !== undefined) throw new SesRefusal('BadRequestException', `Illegal address: ${JSON.stringify(wrong)}`);
}

function checkConfigurationSet(request: Request, model: MailModel): void {
  const name = request.ConfigurationSetName;
  if (name !== undefined && !model.configurationSets.some((set) => set.name === name)) {
    throw new SesRefusal('NotFoundException', `Configuration set <${name}> does not exist.`);
  }
}

function checkTags(tags: Request['EmailTags']): void {
  const form = /^[A-Za-z0-9_-]{1,256}$/;
  const wrong = tags.find((tag) => !form.test(tag.Name) || !form.test(tag.Value));
  if (wrong !== undefined) {
    throw new SesRefusal(
      'BadRequestException',
      `Invalid tag ${JSON.stringify(wrong)}: only ASCII letters, digits, _ and -, at most 256 characters`,
    );
  }
  if (new Set(tags.map((tag) => tag.Name)).size < tags.length)
    throw new SesRefusal('BadRequestException', 'A tag is named twice');
}

function checkHeaders(headers: readonly { Name: string; Value: string }[]): void {
  if (headers.length > mostHeaders) throw new SesRefusal('BadRequestException', `More than ${mostHeaders} headers`);
  for (const { Name, Value } of headers) {
    if (!/^[!-9;-~]{1,126}$/.test(Name) || !/^[ -~]{0,995}$/.test(Value)) {
      throw new SesRefusal(
        'BadRequestException',
        `Invalid header ${JSON.stringify(Name)}: printable ASCII only, at most 126 and 995 characters`,
      );
    }
    if (reservedHeaders.has(Name.toLowerCase()))
      throw new SesRefusal('BadRequestException', `The header ${Name} is written by SES itself`);
  }
}
