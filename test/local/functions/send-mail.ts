import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import * as z from 'zod';
import { openRows, type Surroundings } from './rows.ts';

const textSchema = z.object({ S: z.string() });
const batchSchema = z.object({
  Records: z.array(
    z.object({
      dynamodb: z.object({
        SequenceNumber: z.string(),
        NewImage: z.object({ SK: textSchema, act: textSchema.optional(), value: textSchema.optional() }),
      }),
    }),
  ),
});

/**
 * Keeps the order in which records came under `seen`. Acts: `mail` sends to the address in `value`; `fail` always reports the
 * record as failed; `throw` throws while the record is in the batch; `recover` fails until the row `allow/<SK>` is there.
 */
export function createHandler({ env }: Surroundings) {
  const rows = openRows(env);
  const ses = new SESv2Client({});
  let seen: string[] = [];
  return async (event: unknown) => {
    const { Records } = batchSchema.parse(event);
    const images = Records.map(({ dynamodb }) => ({ number: dynamodb.SequenceNumber, image: dynamodb.NewImage }));
    if (images.some(({ image }) => image.act?.S === 'throw')) throw new Error('a record makes the whole batch throw');
    const batchItemFailures: { itemIdentifier: string }[] = [];
    for (const { number, image } of images) {
      const name = image.SK.S;
      const recovers = image.act?.S === 'recover' && (await rows.value('allow', name)) === undefined;
      if (image.act?.S === 'fail' || recovers) {
        batchItemFailures.push({ itemIdentifier: number });
        break;
      }
      if (image.act?.S === 'mail') await ses.send(mailTo(image.value?.S ?? '', name, env));
      seen = [...seen, name];
    }
    await rows.put({ pk: 'seen', sk: 'send-mail', value: seen.join(',') });
    return { batchItemFailures };
  };
}

function mailTo(address: string, name: string, env: Surroundings['env']): SendEmailCommand {
  return new SendEmailCommand({
    FromEmailAddress: env['SENDER_ADDRESS'],
    Destination: { ToAddresses: [address] },
    ConfigurationSetName: env['CONFIGURATION_SET'],
    EmailTags: [{ Name: 'mail', Value: name }],
    Content: {
      Simple: {
        Subject: { Data: `Nhắc việc: ${name}` },
        Body: { Text: { Data: `Mở ${env['BASE_URL'] ?? ''}/l/${name} để xem.` } },
        Headers: [{ Name: 'Auto-Submitted', Value: 'auto-generated' }],
      },
    },
  });
}
