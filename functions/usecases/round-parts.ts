import type { DirectiveBrief } from '../domain/directive.ts';
import type { Notice } from '../domain/notice.ts';
import type { Person } from '../domain/register.ts';
import type { Instant } from '../domain/time.ts';
import type { WorkingCalendar } from '../domain/working-calendar.ts';
import type { GatherNeeds } from './gathering.ts';
import { mintLink } from './mint-link.ts';

/** Lines of one list in a letter; what is beyond is counted, and stands in the report. */
export const listed = 100;

/** What a notice's facts are gathered from. */
export interface Asked<Kind extends Notice['kind'] = Notice['kind']> {
  readonly needs: GatherNeeds;
  readonly notice: Extract<Notice, { kind: Kind }>;
  readonly recipient: Person;
  readonly directive: DirectiveBrief;
  readonly calendar: WorkingCalendar;
  readonly now: Instant;
}

export const common = ({
  recipient,
  now,
  directive,
  calendar,
}: Pick<Asked, 'recipient' | 'now' | 'directive' | 'calendar'>) => ({
  recipient,
  now,
  directive: directive.content,
  calendar,
});

export const reportUrl = async ({
  needs,
  recipient,
  directive,
  now,
}: Pick<Asked, 'needs' | 'recipient' | 'directive' | 'now'>): Promise<string> =>
  (await mintLink(needs, recipient.id, { purpose: 'report', directiveId: directive.content.id }, now)).url;
