import { Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Grant } from 'aws-cdk-lib/aws-iam';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  type IEmailIdentity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { StageConfig } from '../stage-config.ts';
import type { ServiceFunction } from './service-function.ts';

/** Who the letters come from, and the terms on which SES carries them. */
export class MailSender extends Construct {
  /** What SES knows the sender by. */
  readonly identities: readonly IEmailIdentity[];
  readonly configurationSet: ConfigurationSet;
  /** What the sender's domain must hold before SES sends for it. */
  readonly dnsRecords: readonly string[];

  constructor(scope: Construct, id: string, { stageConfig }: { readonly stageConfig: StageConfig }) {
    super(scope, id);
    this.configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      configurationSetName: `ward-plans-${stageConfig.name}`,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    // Not OPEN and CLICK: those rewrite the links and watch the people who read.
    this.configurationSet.addEventDestination('ToEventBridge', {
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'DefaultBus', 'default')),
      events: [
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
        EmailSendingEvent.DELIVERY_DELAY,
      ],
    });
    const { identities, dnsRecords = [] } = this.identify(stageConfig);
    this.identities = identities;
    this.dnsRecords = dnsRecords;
  }

  private identify({ senderIdentity, senderAddress }: StageConfig): {
    readonly identities: readonly IEmailIdentity[];
    readonly dnsRecords?: readonly string[];
  } {
    switch (senderIdentity) {
      case 'domain': {
        const identity = new EmailIdentity(this, 'Identity', { identity: Identity.domain(domainOf(senderAddress)) });
        return {
          identities: [identity],
          dnsRecords: identity.dkimRecords.map(({ name, value }) => `${name} CNAME ${value}`),
        };
      }
      case 'address':
        return { identities: [new EmailIdentity(this, 'Identity', { identity: Identity.email(senderAddress) })] };
      case 'existing':
        // Which of the two the account has is not told: SES asks for the permission on the narrower one.
        return {
          identities: [
            EmailIdentity.fromEmailIdentityName(this, 'Domain', domainOf(senderAddress)),
            EmailIdentity.fromEmailIdentityName(this, 'Address', senderAddress),
          ],
        };
    }
  }

  /** SES asks for the permission twice: on the sender and on the configuration set that the mail names. */
  grantSend({ role }: ServiceFunction): void {
    for (const identity of this.identities) identity.grant(role, 'ses:SendEmail');
    // How many mails a second the account may send.
    Grant.addToPrincipal({ grantee: role, actions: ['ses:GetAccount'], resourceArns: ['*'] });
    Grant.addToPrincipal({
      grantee: role,
      actions: ['ses:SendEmail'],
      resourceArns: [
        Stack.of(this).formatArn({
          service: 'ses',
          resource: 'configuration-set',
          resourceName: this.configurationSet.configurationSetName,
        }),
      ],
    });
  }
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
