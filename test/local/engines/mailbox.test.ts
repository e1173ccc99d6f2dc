import { GetAccountCommand, SESv2Client, SendEmailCommand, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { afterEach, describe, expect, it } from 'vitest';
import { fateOf } from '../../../local/engines/mailbox/addresses.ts';
import { feedbackEvents } from '../../../local/engines/mailbox/feedback-events.ts';
import { linksIn, type Mail } from '../../../local/engines/mailbox/mail.ts';
import { type Mailbox, startMailbox } from '../../../local/engines/mailbox/start-mailbox.ts';
import type { MailModel } from '../../../local/template/model.ts';
import { temporaryFolder } from '../support.ts';

const model: MailModel = {
  identities: ['caugiay.example'],
  configurationSets: [{ name: 'ward-plans-local', events: ['delivery', 'bounce', 'complaint'] }],
};
const now = new Date('2018-03-09T10:54:00Z');
const cleanUps: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function openMailbox(folder: string): Promise<Mailbox> {
  const mailbox = await startMailbox({ folder, model, clock: () => now });
  cleanUps.push(() => mailbox.stop());
  return mailbox;
}

async function mailboxAndSender() {
  const folder = temporaryFolder();
  cleanUps.push(() => folder.remove());
  const mailbox = await openMailbox(folder.path);
  const client = new SESv2Client({
    endpoint: mailbox.endpoint,
    region: 'local',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
  });
  cleanUps.push(() => client.destroy());
  return {
    folder: folder.path,
    mailbox,
    client,
    send: (input: SendEmailCommandInput) => client.send(new SendEmailCommand(input)),
  };
}

const letter: SendEmailCommandInput = {
  FromEmailAddress: '=?UTF-8?B?VUJORA==?= <ke-hoach@caugiay.example>',
  Destination: { ToAddresses: ['vanthu@dichvong.example'] },
  ConfigurationSetName: 'ward-plans-local',
  EmailTags: [{ Name: 'mail', Value: 'abc-123' }],
  Content: {
    Simple: {
      Subject: { Data: 'Nhắc việc: còn 3 ngày làm việc đến hạn' },
      Body: {
        Text: { Data: 'Mở http://127.0.0.1:8700/u/abc.' },
        Html: { Data: '<a href="http://127.0.0.1:8700/u/abc?a=1&amp;b=2">Mở</a>' },
      },
      Headers: [{ Name: 'Auto-Submitted', Value: 'auto-generated' }],
      Attachments: [{ FileName: 'báo cáo.csv', RawContent: Buffer.from('a;b'), ContentType: 'text/csv' }],
    },
  },
};

const simple = (
  change: Partial<NonNullable<NonNullable<SendEmailCommandInput['Content']>['Simple']>>,
): SendEmailCommandInput => ({
  ...letter,
  Content: { Simple: { Subject: { Data: 'x' }, Body: { Text: { Data: 'x' } }, ...change } },
});

describe('the local SES', () => {
  it('keeps all that was asked of it, and gives it back after a restart', async () => {
    const { folder, mailbox, send } = await mailboxAndSender();
    const { MessageId } = await send(letter);
    const expected = {
      id: MessageId,
      at: now.toISOString(),
      to: ['vanthu@dichvong.example'],
      subject: 'Nhắc việc: còn 3 ngày làm việc đến hạn',
      headers: [{ name: 'Auto-Submitted', value: 'auto-generated' }],
      tags: [{ name: 'mail', value: 'abc-123' }],
      configurationSet: 'ward-plans-local',
      attachments: [{ fileName: 'báo cáo.csv', contentType: 'text/csv', bytes: 3 }],
      links: ['http://127.0.0.1:8700/u/abc', 'http://127.0.0.1:8700/u/abc?a=1&b=2'],
    };
    expect(mailbox.mails.all()).toMatchObject([expected]);
    await mailbox.stop();
    expect((await openMailbox(folder)).mails.find(MessageId ?? '')).toMatchObject(expected);
  });

  it('reads a raw message', async () => {
    const { mailbox, send } = await mailboxAndSender();
    const raw =
      'From: ke-hoach@caugiay.example\r\nTo: a@b.example\r\nSubject: =?UTF-8?B?Tmjhuq9jIHZp4buHYw==?=\r\nX-Own: 1\r\n\r\nhttps://x.example/1\r\n';
    await send({ Content: { Raw: { Data: Buffer.from(raw) } } });
    expect(mailbox.mails.all()[0]).toMatchObject({
      to: ['a@b.example'],
      subject: 'Nhắc việc',
      links: ['https://x.example/1'],
    });
    expect(mailbox.mails.all()[0]?.headers).toContainEqual({ name: 'X-Own', value: '1' });
  });

  it.each<[string, SendEmailCommandInput, string]>([
    ['a sender that is not verified', { ...letter, FromEmailAddress: 'a@elsewhere.example' }, 'MessageRejected'],
    [
      'a sender whose domain only looks alike',
      { ...letter, FromEmailAddress: 'a@evilcaugiay.example' },
      'MessageRejected',
    ],
    [
      'a name that is not encoded',
      { ...letter, FromEmailAddress: 'Quận <ke-hoach@caugiay.example>' },
      'BadRequestException',
    ],
    ['an unknown configuration set', { ...letter, ConfigurationSetName: 'other' }, 'NotFoundException'],
    ['no recipient', { ...letter, Destination: {} }, 'BadRequestException'],
    [
      '51 recipients',
      { ...letter, Destination: { ToAddresses: Array.from({ length: 51 }, (_, at) => `a${at}@b.example`) } },
      'BadRequestException',
    ],
    [
      'a recipient that is no address',
      { ...letter, Destination: { ToAddresses: ['a b@c.example'] } },
      'BadRequestException',
    ],
    ['a tag with other letters', { ...letter, EmailTags: [{ Name: 'mail', Value: 'a b' }] }, 'BadRequestException'],
    ['a header that SES writes itself', simple({ Headers: [{ Name: 'Subject', Value: 'x' }] }), 'BadRequestException'],
    [
      'a header with a line break',
      simple({ Headers: [{ Name: 'X-A', Value: 'a\r\nBcc: b@c.example' }] }),
      'BadRequestException',
    ],
    ['no body', simple({ Body: {} }), 'BadRequestException'],
    [
      'two kinds of content',
      { ...letter, Content: { ...letter.Content, Raw: { Data: Buffer.from('x') } } },
      'BadRequestException',
    ],
    ['a template', { ...letter, Content: { Template: { TemplateName: 'x' } } }, 'NotFoundException'],
    [
      'more than 40 MB',
      simple({ Attachments: [{ FileName: 'a', RawContent: Buffer.alloc(31 * 1024 * 1024) }] }),
      'MessageRejected',
    ],
  ])('refuses %s as SES does, and keeps nothing', async (_what, input, error) => {
    const { mailbox, send } = await mailboxAndSender();
    await expect(send(input)).rejects.toMatchObject({ name: error });
    expect(mailbox.mails.all()).toEqual([]);
  });

  it('says how much may be sent', async () => {
    const { client, send } = await mailboxAndSender();
    await send(letter);
    expect(await client.send(new GetAccountCommand())).toMatchObject({
      SendQuota: { MaxSendRate: 14, SentLast24Hours: 1 },
    });
  });
});

describe('what SES tells of a mail', () => {
  const place = { region: 'ap-southeast-1', accountId: '000000000000', baseUrl: 'http://127.0.0.1:8700' };
  const sent: Mail = {
    id: 'm-1',
    at: now.toISOString(),
    from: 'ke-hoach@caugiay.example',
    replyTo: [],
    to: [],
    cc: [],
    bcc: [],
    subject: 'x',
    headers: [],
    tags: [{ name: 'mail', value: 'abc' }],
    configurationSet: 'ward-plans-local',
    attachments: [],
    links: [],
  };
  const told = (to: string, change: Partial<Mail> = {}) =>
    feedbackEvents({ ...sent, to: [to], ...change }, { model, place, now });

  it.each([
    ['vanthu@dichvong.example', ['Email Delivered']],
    ['bounce+1@dichvong.example', ['Email Bounced']],
    ['suppressionlist@dichvong.example', ['Email Bounced']],
    ['complaint@dichvong.example', ['Email Delivered', 'Email Complaint Received']],
    ['ooto@dichvong.example', ['Email Delivered']],
  ])('to %s is %j', (address, types) => {
    expect(told(address).map((event) => event.detailType)).toEqual(types);
  });

  it('names the mail by its tags, and the recipient', () => {
    expect(told('bounce@dichvong.example')[0]).toMatchObject({
      source: 'aws.ses',
      detail: {
        eventType: 'Bounce',
        mail: { messageId: 'm-1', tags: { mail: ['abc'], 'ses:configuration-set': ['ward-plans-local'] } },
        bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'bounce@dichvong.example' }] },
      },
    });
  });

  it('is only what the configuration set of the mail publishes', () => {
    const { configurationSet: _none, ...withoutSet } = sent;
    expect(feedbackEvents({ ...withoutSet, to: ['a@b.example'] }, { model, place, now })).toEqual([]);
    const publishing = { ...model, configurationSets: [{ name: 'ward-plans-local', events: ['send' as const] }] };
    const events = feedbackEvents({ ...sent, to: ['bounce@b.example'] }, { model: publishing, place, now });
    expect(events.map((event) => event.detailType)).toEqual(['Email Sent']);
  });

  it('depends on the beginning of the address only', () => {
    expect(fateOf('vanthu.bounce@x.example')).toBe('delivered');
  });
});

it('finds the links of a mail once each, without the punctuation around them', () => {
  expect(
    linksIn(
      'Xem http://a.example/x. (http://a.example/y), http://a.example/x',
      '<a href=\'http://a.example/z\'>z</a> <a href="mailto:a@b">m</a>',
    ),
  ).toEqual(['http://a.example/x', 'http://a.example/y', 'http://a.example/z']);
});
