import { Duration } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { grantAddDocuments, grantDiscardUploads, grantReadDocuments } from './document-access.ts';
import { createEventRule } from './event-rule.ts';
import type { MailSender } from './mail-sender.ts';
import { EventFunction } from './service-function.ts';
import type { ServiceSurroundings } from './service-surroundings.ts';
import { grantRows } from './table-access.ts';

/** Every five minutes: reminders, mails that are still unsent, stale uploads, silent reviewers. */
export class DueSweep extends Construct {
  readonly sweep: EventFunction;

  constructor(scope: Construct, surroundings: ServiceSurroundings, sender: MailSender) {
    super(scope, 'DueSweep');
    this.sweep = new EventFunction(this, 'Sweep', {
      surroundings,
      functionName: 'sweep',
      memoryMegabytes: 2048, // it also inspects uploads whose event was lost
      timeout: Duration.minutes(4), // done before the next one begins
      // The next sweep finds whatever this one left: an old one is worth nothing.
      retries: 1,
      maxEventAge: Duration.minutes(5),
    });
    createEventRule(this, 'EveryFiveMinutes', {
      description: 'See to everything that has fallen due',
      when: { schedule: Schedule.rate(Duration.minutes(5)) },
      target: this.sweep,
      maxEventAge: Duration.minutes(5),
    });
    grantRows(surroundings.table, this.sweep);
    grantReadDocuments(surroundings.documents, this.sweep, 'uploads');
    grantAddDocuments(surroundings.documents, this.sweep, 'texts');
    grantDiscardUploads(surroundings.documents, this.sweep);
    sender.grantSend(this.sweep);
  }
}
