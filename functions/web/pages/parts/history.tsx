import type { AssignmentEvent } from '../../../domain/history.ts';
import type { Messages } from '../../../i18n/translate.ts';
import { historyLine } from '../../words/history.ts';
import { Written } from './facts.tsx';

/** All that has happened, oldest first: when, who, what, and what they wrote. */
export const History = ({ m, events }: { readonly m: Messages; readonly events: readonly AssignmentEvent[] }) => (
  <ol class="history">
    {events.map((event) => {
      const { text, remark, outcome } = historyLine(m, event);
      return (
        <li>
          <p>
            <time datetime={event.at}>{m.dateTime(event.at)}</time> {text} {outcome}
          </p>
          {remark === undefined ? null : <Written text={remark} />}
        </li>
      );
    })}
  </ol>
);
