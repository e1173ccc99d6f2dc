import type { Services } from './ports.ts';

const once = <Value>(ask: (id: string) => Promise<Value>): ((id: string) => Promise<Value>) => {
  const answers = new Map<string, Promise<Value>>();
  return (id) => {
    const known = answers.get(id);
    if (known) return known;
    const answer = ask(id);
    answers.set(id, answer);
    // A fault is no answer: the next one to ask tries again.
    answer.catch(() => answers.delete(id));
    return answer;
  };
};

/**
 * The same services, which read directives and calendars once: for the length of one sweep, whose hundred reminders are
 * mostly of one directive, or of one list. Whether a directive is still open is looked at again when a letter is sent.
 */
export const remembering = <Needs extends Pick<Services, 'directives' | 'register'>>(needs: Needs): Needs => ({
  ...needs,
  directives: { ...needs.directives, brief: once(needs.directives.brief) },
  register: { ...needs.register, calendar: once(needs.register.calendar) },
});
