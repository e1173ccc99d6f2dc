import type { AssignmentEvent } from '../../../domain/history.ts';
import type { Messages } from '../../../i18n/translate.ts';
import { historyLine } from '../../words/history.ts';
import { Written } from './facts.tsx';

/** All that has happened, oldest first: when, who, what. */
export const History = ({ m, events }: { readonly m: Messages; readonly events: readonly AssignmentEvent[] }) => (
  <ol class="history">
    {events.map((event) => {
      const { text, reason, outcome } = historyLine(m, event);
      return (
        <li>
          <p>
            <time datetime={event.at}>{m.dateTime(event.at)}</time> {text} {outcome}
          </p>
          {reason === undefined ? null : <Written text={reason} />}
        </li>
      );
    })}
  </ol>
);
