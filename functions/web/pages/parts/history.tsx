import type { AssignmentEvent } from '../../../domain/history.ts';
import type { Messages } from '../../../i18n/translate.ts';
import { historyLine } from '../../words/history.ts';
import type { People } from '../../words/names.ts';
import { Written } from './facts.tsx';
import { type MarkedUpFile, MarkedUpLink, type Marks } from './marks.tsx';

/** The marked-up file of the decision that an event records, unless it was taken back or made anew meanwhile. */
const marksAt = ({ change }: AssignmentEvent, marks: Marks): MarkedUpFile | undefined => {
  if (change.type !== 'review_decided' || change.decision.choice !== 'return') return undefined;
  const now = marks(change);
  return now?.file.uploadId === change.decision.markedUp?.uploadId ? now : undefined;
};

/** All that has happened, oldest first: when, who, what. */
export const History = ({
  m,
  events,
  people,
  marks,
}: {
  readonly m: Messages;
  readonly events: readonly AssignmentEvent[];
  readonly people: People;
  readonly marks: Marks;
}) => (
  <ol class="history">
    {events.map((event) => {
      const { text, reason, outcome } = historyLine(m, event, people);
      const marked = marksAt(event, marks);
      return (
        <li>
          <p>
            <time datetime={event.at}>{m.dateTime(event.at)}</time> {text} {outcome}
          </p>
          {reason === undefined ? null : <Written text={reason} />}
          {marked ? <MarkedUpLink m={m} marked={marked} /> : null}
        </li>
      );
    })}
  </ol>
);
