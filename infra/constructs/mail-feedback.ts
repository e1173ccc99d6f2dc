import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { createEventRule } from './event-rule.ts';
import { EventFunction } from './service-function.ts';
import type { ServiceSurroundings } from './service-surroundings.ts';
import { grantRows } from './table-access.ts';

/** What became of each mail: delivered, bounced, complained about. */
export class MailFeedback extends Construct {
  readonly mailFeedback: EventFunction;

  constructor(scope: Construct, surroundings: ServiceSurroundings) {
    super(scope, 'MailFeedback');
    this.mailFeedback = new EventFunction(this, 'MailFeedback', {
      surroundings,
      functionName: 'mail-feedback',
      memoryMegabytes: 512,
      timeout: Duration.seconds(30),
      retries: 2,
      maxEventAge: Duration.hours(6),
    });
    createEventRule(this, 'SesEvents', {
      description: 'What SES says about the mails of this stage, and of no other in the account',
      when: {
        eventPattern: {
          source: ['aws.ses'],
          detail: { mail: { tags: { 'ses:configuration-set': [surroundings.configurationSetName] } } },
        },
      },
      target: this.mailFeedback,
      maxEventAge: Duration.hours(24),
    });
    grantRows(surroundings.table, this.mailFeedback);
  }
}
