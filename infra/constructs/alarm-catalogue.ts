import type { FunctionName } from '../bundle.ts';

/**
 * What each alarm means for people. The name of an alarm is also a heading of docs/runbook.md, where it says what to do.
 * Requests to `web` have no entry of their own: whatever goes wrong there, people see as an error page, which `api-5xx` counts.
 */
export const alarmMeanings = {
  'api-5xx': 'People get an error page instead of their plan, their decision or the report.',

  'inspect-upload-errors': 'Units wait longer than they should to see whether their uploaded file is in order.',
  'inspect-upload-dead-letters': 'At least one unit waits in vain for its uploaded file to be looked at.',

  'stray-objects':
    'A file lies in the bucket that belongs to no upload: a record was lost, or somebody put it there by other ways.',

  'uploads-given-up': 'A file was refused because the system could not read it, though nothing may be wrong with it.',

  'send-mail-errors': 'Letters may go out late: the first attempt fails, the sweep tries again.',
  'send-mail-dead-letters':
    'New letters could not be handed to the mail sender at once; only the sweep still sends them.',
  'send-mail-behind': 'Receipts and review requests arrive more than ten minutes after what they tell of.',

  'mails-held-up': 'Letters have not gone out for a quarter of an hour or more: SES does not take them.',

  'sweep-errors': 'Reminders, second attempts at letters and repairs are not being done, or only in part.',
  'sweep-things-failed': 'Single reminders, letters or uploads fail at every sweep, while all others are dealt with.',
  'sweep-dead-letters': 'At least one sweep failed for good; what was due then waits for the next that succeeds.',
  'sweep-silent': 'No sweep has run for a quarter of an hour: nobody is being reminded.',

  'mail-feedback-errors': 'The report may show letters as sent that have in fact bounced.',
  'mail-feedback-dead-letters':
    'At least one letter shows as sent although it may have bounced: somebody may not know their duty.',

  'build-export-errors': 'Somebody waits longer than they should for a report that they asked for as a file.',
  'build-export-dead-letters': 'Somebody waits in vain for a report that they asked for as a file.',
  'build-export-behind': 'Reports asked for as a file are ten minutes late or more.',

  'mail-bounce-rate': 'Many letters do not arrive. Above 5 % AWS reviews the account and may stop all its letters.',
  'mail-complaint-rate':
    'Readers mark our letters as spam. Above 0.1 % AWS reviews the account and may stop all its letters.',
} as const satisfies Partial<Record<AlarmPattern, string>>;

type Asynchronous = Exclude<FunctionName, 'web'>;
type AlarmPattern =
  | `${Asynchronous}-${'errors' | 'dead-letters' | 'behind' | 'silent'}`
  | 'api-5xx'
  | 'stray-objects'
  | 'uploads-given-up'
  | 'sweep-things-failed'
  | 'mails-held-up'
  | `mail-${'bounce' | 'complaint'}-rate`;

export type AlarmName = keyof typeof alarmMeanings;
