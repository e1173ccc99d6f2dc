import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { dueThingFailed } from '../../functions/domain/due-thing-failed.ts';
import { mailHeldUp } from '../../functions/domain/mail.ts';
import { strayNoted } from '../../functions/domain/stray.ts';
import { inspectionGivenUp } from '../../functions/domain/upload.ts';
import type { StageConfig } from '../stage-config.ts';
import { type AlarmName, alarmMeanings } from './alarm-catalogue.ts';
import type { EventFunction, StreamFunction } from './service-function.ts';
import type { WebApi } from './web-api.ts';

export interface AlarmsProps {
  readonly stageConfig: StageConfig;
  readonly api: WebApi;
  readonly configurationSetName: string;
  readonly inspectUpload: EventFunction;
  readonly mailFeedback: EventFunction;
  readonly sweep: EventFunction;
  readonly sendMail: StreamFunction;
  readonly buildExport: StreamFunction;
}

interface AlarmCondition {
  readonly metric: IMetric;
  readonly threshold: number;
  /** How many periods in a row. */
  readonly periods?: number;
  readonly below?: true;
  /** Silence is a failure too. */
  readonly silenceIsBad?: true;
}

const fiveMinutes = Duration.minutes(5);
const quarterHour = Duration.minutes(15);

/** Everything that a person has to know of, sent to them by mail. */
export class Alarms extends Construct {
  private readonly stageName: string;
  private readonly notify: SnsAction;

  constructor(scope: Construct, props: AlarmsProps) {
    super(scope, 'Alarms');
    this.stageName = props.stageConfig.name;
    this.notify = new SnsAction(this.createTopic(props.stageConfig.alarmAddress));

    this.raise('api-5xx', {
      metric: props.api.api.metricServerError({ statistic: Stats.SUM, period: fiveMinutes }),
      threshold: 3,
    });

    this.watchWork('inspect-upload', props.inspectUpload);
    this.watchWork('send-mail', props.sendMail);
    this.watchWork('sweep', props.sweep);
    this.watchWork('mail-feedback', props.mailFeedback);
    this.watchWork('build-export', props.buildExport);

    this.watchLog('stray-objects', props.inspectUpload, { says: strayNoted });
    this.watchLog('uploads-given-up', props.sweep, { says: inspectionGivenUp });
    // A sweep goes on past what fails, so that its own errors do not tell of it.
    this.watchLog('sweep-things-failed', props.sweep, { says: dueThingFailed, threshold: 3, period: quarterHour });

    // What SES does not take is no error of the function, which tries again for two days.
    this.watchLog('mails-held-up', props.sweep, { says: mailHeldUp, period: quarterHour });

    this.watchBacklog('send-mail-behind', props.sendMail);
    this.watchBacklog('build-export-behind', props.buildExport);

    this.raise('sweep-silent', {
      metric: props.sweep.lambda.metricInvocations({ statistic: Stats.SUM, period: fiveMinutes }),
      threshold: 1,
      periods: 3,
      below: true,
      silenceIsBad: true,
    });

    // AWS reviews an account at 5 % and 0.1 %; a person should know before.
    this.raise('mail-bounce-rate', { metric: reputation('BounceRate', props.configurationSetName), threshold: 0.04 });
    this.raise('mail-complaint-rate', {
      metric: reputation('ComplaintRate', props.configurationSetName),
      threshold: 0.0008,
    });
  }

  private watchWork(
    name: 'inspect-upload' | 'send-mail' | 'sweep' | 'mail-feedback' | 'build-export',
    { lambda, deadLetters }: EventFunction | StreamFunction,
  ): void {
    // One failure is tried again and often passes; several within a quarter of an hour do not.
    this.raise(`${name}-errors`, {
      metric: lambda.metricErrors({ statistic: Stats.SUM, period: quarterHour }),
      threshold: 3,
    });
    this.raise(`${name}-dead-letters`, {
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period: fiveMinutes }),
      threshold: 1,
    });
  }

  /** Counts what the function says in its log: a metric of its own would cost it a library. */
  private watchLog(
    name: 'stray-objects' | 'uploads-given-up' | 'sweep-things-failed' | 'mails-held-up',
    { logGroup }: EventFunction,
    { says, threshold = 1, period = fiveMinutes }: { says: string; threshold?: number; period?: Duration },
  ): void {
    const filter = new MetricFilter(this, `Said-${name}`, {
      logGroup,
      filterPattern: FilterPattern.stringValue('$.message', '=', says),
      metricNamespace: 'ward-plans',
      metricName: `${this.stageName}-${name}`,
    });
    this.raise(name, { metric: filter.metric({ statistic: Stats.SUM, period }), threshold });
  }

  private watchBacklog(name: AlarmName, { lambda }: StreamFunction): void {
    this.raise(name, {
      metric: lambda.metric('IteratorAge', { statistic: Stats.MAXIMUM, period: fiveMinutes }),
      threshold: Duration.minutes(10).toMilliseconds(),
      periods: 2,
    });
  }

  private raise(name: AlarmName, { metric, threshold, periods = 1, below, silenceIsBad }: AlarmCondition): void {
    const alarm = new Alarm(this, name, {
      alarmName: `ward-plans-${this.stageName}-${name}`,
      alarmDescription: `${alarmMeanings[name]} What to do: docs/runbook.md#${name}`,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: silenceIsBad ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(this.notify);
  }

  private createTopic(alarmAddress: string): Topic {
    // A key of our own: CloudWatch may not use the one that SNS comes with.
    const key = new Key(this, 'Key', {
      description: 'Alarms of ward-plans on their way to a mailbox',
      enableKeyRotation: true,
    });
    const topic = new Topic(this, 'Topic', { masterKey: key, enforceSSL: true });
    const cloudWatch = new ServicePrincipal('cloudwatch.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
    });
    topic.grantPublish(cloudWatch);
    topic.addSubscription(new EmailSubscription(alarmAddress));
    return topic;
  }
}

/** SES's own judgement of the mails sent with one configuration set; a share between 0 and 1. */
function reputation(rate: 'BounceRate' | 'ComplaintRate', configurationSetName: string): Metric {
  return new Metric({
    namespace: 'AWS/SES',
    metricName: `Reputation.${rate}`,
    dimensionsMap: { 'ses:configuration-set': configurationSetName },
    statistic: Stats.MAXIMUM,
    period: Duration.hours(1),
  });
}
