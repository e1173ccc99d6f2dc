import { createServer } from 'node:http';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import fc from 'fast-check';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { encodeDisplayName, sesMailer } from '../../../../functions/adapters/ses/mailer.ts';
import type { MailRef } from '../../../../functions/domain/mail.ts';
import type { RenderedLetter } from '../../../../functions/emails/letter-facts.ts';
import { freePort } from '../../../../local/engines/dynamodb.ts';
import { startMailbox } from '../../../../local/engines/mailbox/start-mailbox.ts';
import { aPerson } from '../../../support/builders.ts';
import { testDeployment, testPlace } from '../../../support/deployment.ts';
import { aText } from '../../../support/stories.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

const ref: MailRef = {
  scope: { kind: 'assignment', directiveId: 'cau-giay-2018', unitId: 'dich-vong' },
  id: 'a'.repeat(32),
};
const letter: RenderedLetter = {
  subject: 'Đề nghị xây dựng Kế hoạch - hạn trước ngày 30/3/2018',
  text: 'Kính gửi',
  html: '<p>Kính gửi</p>',
};
const config = {
  senderAddress: 'ke-hoach@caugiay.example',
  authorityName: 'UBND quận Cầu Giấy',
  configurationSet: 'ward-plans-local',
  stage: 'local',
};

const clientFor = (endpoint: string): SESv2Client =>
  new SESv2Client({
    endpoint,
    region: testPlace.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });

const folder = temporaryFolder();
const mailbox = await startMailbox({
  folder: folder.path,
  model: (await testDeployment()).mail,
  clock: () => new Date('2018-03-23T01:30:00.000Z'),
});
const client = clientFor(mailbox.endpoint);
afterAll(async () => {
  client.destroy();
  await mailbox.stop();
  folder.remove();
});

/** What a reader's mail program makes of an RFC 2047 display name. */
const decodeDisplayName = (encoded: string): string =>
  encoded
    .replace(/\?=\s+=\?UTF-8\?B\?/g, '?= =?UTF-8?B?')
    .split(' =?')
    .map((word, index) => (index === 0 ? word : `=?${word}`))
    .map((word) => {
      const [, base64] = /^=\?UTF-8\?B\?([A-Za-z0-9+/=]*)\?=$/.exec(word) ?? [];
      return base64 === undefined ? word : Buffer.from(base64, 'base64').toString('utf8');
    })
    .join('');

describe('a letter', () => {
  it('goes out with its parts, its tags and the headers of an automated letter', async () => {
    const result = await sesMailer(config, client).send(letter, aPerson({ address: 'vanthu@dichvong.example' }), ref);
    const sent = mailbox.mails.all().at(-1);
    expect(result).toEqual({ kind: 'sent', messageId: sent?.id });
    expect(sent).toMatchObject({
      from: `=?UTF-8?B?${Buffer.from('UBND quận Cầu Giấy').toString('base64')}?= <ke-hoach@caugiay.example>`,
      to: ['vanthu@dichvong.example'],
      ...letter,
      configurationSet: 'ward-plans-local',
      tags: [
        { name: 'stage', value: 'local' },
        { name: 'mail', value: `a_cau-giay-2018_dich-vong_${'a'.repeat(32)}` },
      ],
    });
    expect(sent?.headers).toEqual([
      { name: 'Auto-Submitted', value: 'auto-generated' },
      { name: 'X-Ward-Plans-Mail', value: `a_cau-giay-2018_dich-vong_${'a'.repeat(32)}` },
    ]);
  });

  it.each([
    'vanthu@dichvong.example\r\nBcc: other@example.vn',
    'vanthu@dichvong.example, other@example.vn',
    'Văn thư <vanthu@dichvong.example>, <other@example.vn>',
    'vanthu',
    '',
  ])('is refused for good to "%s", and reaches nobody', async (address) => {
    const before = mailbox.mails.all().length;
    const result = await sesMailer(config, client).send(letter, aPerson({ address }), ref);
    expect(result).toMatchObject({ kind: 'refused' });
    expect(mailbox.mails.all()).toHaveLength(before);
  });

  it('comes from the one sender, whatever the authority is called', async () => {
    await fc.assert(
      fc.asyncProperty(aText(), async (authorityName) => {
        const result = await sesMailer({ ...config, authorityName }, client).send(
          letter,
          aPerson({ address: 'a@b.example' }),
          ref,
        );
        expect(result.kind).toBe('sent');
        const { from, to } = mailbox.mails.all().at(-1) ?? { from: '', to: [] };
        expect(from).toMatch(/^[\x20-\x7e]* <ke-hoach@caugiay\.example>$/);
        expect(from.split('@')).toHaveLength(2);
        expect(to).toEqual(['a@b.example']);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a display name', () => {
  const hostile = fc.oneof(
    aText(200),
    fc
      .array(fc.constantFrom('"', '<', '>', ',', ';', '\r\n', '\0', '=?', '?=', ' ', 'ậ', '😀', 'UBND', '\u202e'), {
        maxLength: 60,
      })
      .map((parts) => parts.join('')),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
  );

  it('is printable ASCII, cannot end the name or begin a header, and has words of at most 75 characters', () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const encoded = encodeDisplayName(name);
        expect(encoded).toMatch(/^[\x20-\x7e]*$/);
        expect(encoded).not.toMatch(/[<>"@,;:\r\n]/);
        if (encoded.includes('=?')) for (const word of encoded.split(' ')) expect(word.length).toBeLessThanOrEqual(75);
      }),
      { numRuns: 500 },
    );
  });

  it('reads as it was, but for what cannot be seen', () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const seen = name.replace(/[\p{Cc}\p{Cf}]/gu, '').trim();
        expect(decodeDisplayName(encodeDisplayName(name))).toBe(seen.toWellFormed());
      }),
      { numRuns: 500 },
    );
  });

  it('stays as it is when it is plain', () => {
    expect(encodeDisplayName('Ward Plans 2018')).toBe('Ward Plans 2018');
  });
});

describe('what SES answers', () => {
  /** An endpoint that answers every request in one way. */
  const answering = async (
    status: number,
    type: string,
    message = type,
  ): Promise<{ client: SESv2Client; asked: () => number; endpoint: string }> => {
    let asked = 0;
    const server = createServer((request, response) => {
      asked += 1;
      request.resume().on('end', () => {
        response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': type });
        response.end(status === 200 ? '{}' : JSON.stringify({ message }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const endpoint = `http://127.0.0.1:${address.port}`;
    const failing = clientFor(endpoint);
    onTestFinished(async () => {
      failing.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    return { client: failing, asked: () => asked, endpoint };
  };

  it.each([
    [400, 'MessageRejected', 'refused'],
    [400, 'BadRequestException', 'refused'],
    [429, 'TooManyRequestsException', 'try_again'],
    [400, 'ThrottlingException', 'try_again'],
    [400, 'LimitExceededException', 'try_again'],
    [400, 'SendingPausedException', 'try_again'],
    // about the account and the deployment, not about this letter: it must not be lost while they are put right
    [400, 'AccountSuspendedException', 'try_again'],
    [400, 'MailFromDomainNotVerifiedException', 'try_again'],
    [404, 'NotFoundException', 'try_again'],
    [403, 'AccessDeniedException', 'try_again'],
    [403, 'ExpiredTokenException', 'try_again'],
    [500, 'InternalServiceErrorException', 'try_again'],
    [503, 'ServiceUnavailable', 'try_again'],
  ] as const)('%i %s means: %s', async (status, type, kind) => {
    const { client: failing } = await answering(status, type);
    const result = await sesMailer(config, failing).send(letter, aPerson(), ref);
    expect(result).toEqual({ kind, detail: type });
  });

  it('without an id is no proof that it was sent', async () => {
    const { client: silent } = await answering(200, '');
    expect(await sesMailer(config, silent).send(letter, aPerson(), ref)).toEqual({
      kind: 'try_again',
      detail: 'no_message_id',
    });
  });

  it('from a sender whose identity is not verified yet waits for it, instead of being lost', async () => {
    const why = 'Email address is not verified. The following identities failed the check in region X: a.example';
    const { client: early } = await answering(400, 'MessageRejected', why);
    expect(await sesMailer(config, early).send(letter, aPerson(), ref)).toEqual({
      kind: 'try_again',
      detail: 'NotVerified',
    });
  });

  it('is asked for once, since an answer that was lost may have been a yes', async () => {
    const { asked, endpoint } = await answering(500, 'InternalServiceErrorException');
    vi.stubEnv('AWS_ENDPOINT_URL_SESV2', endpoint);
    vi.stubEnv('AWS_REGION', testPlace.region);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(await sesMailer(config).send(letter, aPerson(), ref)).toMatchObject({ kind: 'try_again' });
    expect(asked()).toBe(1);
  });

  it('when nobody answers: try again', async () => {
    const nobody = clientFor(`http://127.0.0.1:${await freePort()}`);
    onTestFinished(() => nobody.destroy());
    expect(await sesMailer(config, nobody).send(letter, aPerson(), ref)).toMatchObject({ kind: 'try_again' });
  });
});
