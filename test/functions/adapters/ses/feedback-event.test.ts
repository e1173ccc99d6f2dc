import { describe, expect, it } from 'vitest';
import { parseFeedback } from '../../../../functions/adapters/ses/feedback-event.ts';
import { feedbackEvents } from '../../../../local/engines/mailbox/feedback-events.ts';
import { testDeployment, testPlace } from '../../../support/deployment.ts';

const { mail: model } = await testDeployment();

/** What SES would tell of a mail to that address, as EventBridge brings it. */
const toldAbout = (address: string) =>
  feedbackEvents(
    {
      id: 'm-1',
      at: '2018-03-23T01:30:00.000Z',
      from: 'ke-hoach@caugiay.example',
      replyTo: [],
      to: [address],
      cc: [],
      bcc: [],
      subject: 'Nhắc việc',
      headers: [],
      tags: [
        { name: 'stage', value: 'local' },
        { name: 'mail', value: 'd_cau-giay-2018_aa' },
      ],
      configurationSet: 'ward-plans-local',
      attachments: [],
      links: [],
    },
    { model, place: testPlace, now: new Date('2018-03-23T01:31:00.000Z') },
  ).map(({ detail }) => parseFeedback({ detail }));

const common = { reference: 'd_cau-giay-2018_aa', stage: 'local', messageId: 'm-1' };

describe('an event of SES', () => {
  it.each([
    ['vanthu@dichvong.example', 'delivered', ''],
    ['bounce@dichvong.example', 'bounced', 'Permanent/General'],
    ['suppressionlist@dichvong.example', 'bounced', 'Permanent/OnAccountSuppressionList'],
    ['complaint@dichvong.example', 'complained', 'abuse'],
  ] as const)('tells of a mail to %s that it is %s', (address, status, detail) => {
    expect(toldAbout(address).at(-1)).toEqual({ ...common, address, status, detail });
  });

  it('tells of a delay, which is not the end', () => {
    const mail = { messageId: 'm-1', tags: { mail: ['d_x_aa'], stage: ['local'] } };
    const delay = { eventType: 'DeliveryDelay', mail, deliveryDelay: { delayType: 'MailboxFull' } };
    expect(parseFeedback({ detail: delay })).toMatchObject({ status: 'delayed', detail: 'MailboxFull' });
  });

  it('that rejects a mail is a bounce', () => {
    const mail = { messageId: 'm-1', tags: { mail: ['d_x_aa'], stage: ['local'] } };
    expect(parseFeedback({ detail: { eventType: 'Reject', mail, reject: { reason: 'Bad content' } } })).toEqual({
      reference: 'd_x_aa',
      stage: 'local',
      messageId: 'm-1',
      status: 'bounced',
      detail: 'Reject/Bad content',
    });
  });

  it('of a mail without our tags names no reference', () => {
    const event = { detail: { eventType: 'Delivery', mail: { messageId: 'm-1' } } };
    expect(parseFeedback(event)).toMatchObject({ reference: undefined, stage: undefined });
  });

  it.each([
    undefined,
    {},
    { detail: { eventType: 'Open' } },
    { detail: { eventType: 'Send', mail: { messageId: 'm' } } },
  ])('of another kind, %j, says nothing', (event) => {
    expect(parseFeedback(event)).toBeUndefined();
  });
});
