import * as z from 'zod';
import type { MailNews } from '../../usecases/ports.ts';

const tags = z.record(z.string(), z.array(z.string()));
const mail = z.object({
  messageId: z.string(),
  tags: tags.optional(),
  destination: z.array(z.string()).optional(),
});

const event = z.lazy(() =>
  z.object({
    detail: z.discriminatedUnion('eventType', [
      z.object({ eventType: z.literal('Delivery'), mail }),
      z.object({
        eventType: z.literal('Bounce'),
        mail,
        bounce: z.object({ bounceType: z.string(), bounceSubType: z.string() }),
      }),
      z.object({
        eventType: z.literal('Complaint'),
        mail,
        complaint: z.object({ complaintFeedbackType: z.string().nullish() }).optional(),
      }),
      z.object({
        eventType: z.literal('DeliveryDelay'),
        mail,
        deliveryDelay: z.object({ delayType: z.string() }).optional(),
      }),
      z.object({ eventType: z.literal('Reject'), mail, reject: z.object({ reason: z.string() }).optional() }),
    ]),
  }),
);

type Detail = z.infer<typeof event>['detail'];

const outcome = (detail: Detail): Pick<MailNews, 'status' | 'detail'> => {
  switch (detail.eventType) {
    case 'Delivery':
      return { status: 'delivered', detail: '' };
    case 'Bounce':
      return { status: 'bounced', detail: `${detail.bounce.bounceType}/${detail.bounce.bounceSubType}` };
    case 'Complaint':
      return { status: 'complained', detail: detail.complaint?.complaintFeedbackType ?? '' };
    case 'DeliveryDelay':
      return { status: 'delayed', detail: detail.deliveryDelay?.delayType ?? '' };
    case 'Reject':
      return { status: 'bounced', detail: `Reject/${detail.reject?.reason ?? ''}` };
  }
};

/** Reads an SES event as EventBridge brings it; undefined for kinds of event that say nothing of a mail's fate. */
export const parseFeedback = (eventBridgeEvent: unknown): MailNews | undefined => {
  const parsed = event.safeParse(eventBridgeEvent);
  if (!parsed.success) return undefined;
  const { detail } = parsed.data;
  return {
    reference: detail.mail.tags?.['mail']?.[0],
    stage: detail.mail.tags?.['stage']?.[0],
    messageId: detail.mail.messageId,
    // Each mail goes to one person.
    ...(detail.mail.destination?.[0] === undefined ? {} : { address: detail.mail.destination[0] }),
    ...outcome(detail),
  };
};
