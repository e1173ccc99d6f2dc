import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { MailSender } from './mail-sender.ts';
import { StreamFunction } from './service-function.ts';
import type { ServiceSurroundings } from './service-surroundings.ts';
import { grantRows } from './table-access.ts';
import { readNewRows } from './table-stream.ts';

/** A new mail in the outbox is sent within seconds. The sweep sends what this misses. */
export class MailSending extends Construct {
  readonly sendMail: StreamFunction;

  constructor(scope: Construct, surroundings: ServiceSurroundings, sender: MailSender) {
    super(scope, 'MailSending');
    this.sendMail = new StreamFunction(this, 'SendMail', {
      surroundings,
      functionName: 'send-mail',
      memoryMegabytes: 512,
      timeout: Duration.minutes(1),
    });
    // One batch at a time per shard, since the account may send only so many mails a second.
    readNewRows(this.sendMail, surroundings.table, [{ entity: 'mail' }], 10);
    grantRows(surroundings.table, this.sendMail);
    sender.grantSend(this.sendMail);
  }
}
