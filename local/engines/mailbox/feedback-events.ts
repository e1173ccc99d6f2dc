import { randomUUID } from 'node:crypto';
import type { BusEvent } from '../../runtime/event-bus.ts';
import type { MailEventType, MailModel } from '../../template/model.ts';
import type { LocalPlace } from '../../template/resource-kinds.ts';
import { addressOf, fateOf } from './addresses.ts';
import type { Mail } from './mail.ts';

type Circumstances = { model: MailModel; place: LocalPlace; now: Date };

/** The names under which SES tells these events to EventBridge. */
const detailTypes = {
  send: 'Email Sent',
  delivery: 'Email Delivered',
  bounce: 'Email Bounced',
  complaint: 'Email Complaint Received',
} as const satisfies Partial<Record<MailEventType, string>>;

type Told = { type: keyof typeof detailTypes; part: Record<string, unknown> };

/**
 * What SES would tell EventBridge about a mail, in the form it has there: that it was sent, and for each recipient a
 * delivery, a bounce, or a complaint after the delivery, as the recipient's address asks for. Only what the mail's
 * configuration set publishes is told.
 */
export function feedbackEvents(mail: Mail, circumstances: Circumstances): BusEvent[] {
  const published =
    circumstances.model.configurationSets.find((set) => set.name === mail.configurationSet)?.events ?? [];
  const recipients = [...mail.to, ...mail.cc, ...mail.bcc].map((written) => addressOf(written) ?? written);
  const all: Told[] = [
    { type: 'send', part: {} },
    ...recipients.flatMap((address) => fatesOf(address, circumstances.now)),
  ];
  return all
    .filter(({ type }) => published.includes(type))
    .map(({ type, part }) => ({
      source: 'aws.ses',
      detailType: detailTypes[type],
      resources: [
        `arn:aws:ses:${circumstances.place.region}:${circumstances.place.accountId}:configuration-set/${mail.configurationSet ?? ''}`,
      ],
      detail: {
        eventType: `${type.charAt(0).toUpperCase()}${type.slice(1)}`,
        mail: mailObject(mail, recipients, circumstances.place),
        [type]: part,
      },
    }));
}

function fatesOf(address: string, now: Date): Told[] {
  switch (fateOf(address)) {
    case 'bounced':
      return [{ type: 'bounce', part: bounceOf(address, 'General', now) }];
    case 'suppressed':
      return [{ type: 'bounce', part: bounceOf(address, 'OnAccountSuppressionList', now) }];
    case 'complained':
      return [
        { type: 'delivery', part: deliveryOf(address, now) },
        { type: 'complaint', part: complaintOf(address, now) },
      ];
    case 'delivered':
    case 'answered-automatically':
      return [{ type: 'delivery', part: deliveryOf(address, now) }];
  }
}

function mailObject(mail: Mail, destination: readonly string[], place: LocalPlace) {
  const source = addressOf(mail.from) ?? mail.from;
  const written = [
    { name: 'From', value: mail.from },
    { name: 'To', value: mail.to.join(', ') },
    { name: 'Subject', value: mail.subject },
    { name: 'MIME-Version', value: '1.0' },
    ...mail.headers,
  ];
  return {
    timestamp: mail.at,
    source,
    sourceArn: `arn:aws:ses:${place.region}:${place.accountId}:identity/${source.slice(source.lastIndexOf('@') + 1)}`,
    sendingAccountId: place.accountId,
    messageId: mail.id,
    destination,
    headersTruncated: false,
    headers: written,
    commonHeaders: { from: [mail.from], to: mail.to, messageId: mail.id, subject: mail.subject },
    tags: {
      'ses:source-ip': ['127.0.0.1'],
      'ses:from-domain': [source.slice(source.lastIndexOf('@') + 1)],
      'ses:caller-identity': ['local'],
      ...(mail.configurationSet === undefined ? {} : { 'ses:configuration-set': [mail.configurationSet] }),
      ...Object.fromEntries(mail.tags.map((tag) => [tag.name, [tag.value]])),
    },
  };
}

function bounceOf(address: string, bounceSubType: 'General' | 'OnAccountSuppressionList', now: Date) {
  return {
    feedbackId: randomUUID(),
    bounceType: 'Permanent',
    bounceSubType,
    bouncedRecipients: [
      {
        emailAddress: address,
        action: 'failed',
        status: '5.1.1',
        diagnosticCode:
          bounceSubType === 'General'
            ? 'smtp; 550 5.1.1 user unknown'
            : 'Amazon SES did not send the message to this address because it is on the suppression list for your account.',
      },
    ],
    timestamp: now.toISOString(),
    reportingMTA: 'dns; local',
  };
}

function complaintOf(address: string, now: Date) {
  return {
    feedbackId: randomUUID(),
    complaintSubType: null,
    complainedRecipients: [{ emailAddress: address }],
    timestamp: now.toISOString(),
    userAgent: 'local',
    complaintFeedbackType: 'abuse',
    arrivalDate: now.toISOString(),
  };
}

function deliveryOf(address: string, now: Date) {
  return {
    timestamp: now.toISOString(),
    processingTimeMillis: 1,
    recipients: [address],
    smtpResponse: '250 2.6.0 Message received',
    reportingMTA: 'local',
  };
}
