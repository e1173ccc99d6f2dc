import { deadlineText } from '../../functions/i18n/deadline-text.ts';
import type { Command } from '../command.ts';
import { tableLines } from '../terminal/table.ts';

/** `list`: the directives, the latest opened first. */
export const listCommand: Command = {
  name: 'list',
  takes: [0, 0],
  options: [],
  run: async ({ place, print, text, messages }) => {
    const { services } = await place();
    const directives = await services.directives.list();
    if (directives.length === 0) {
      print(text('list.none'));
      return 0;
    }
    const columns = [
      { title: text('list.id') },
      { title: text('list.status') },
      { title: text('list.deadline') },
      { title: text('list.units'), align: 'right' },
      { title: text('list.opened') },
      { title: text('list.title') },
    ] as const;
    const rows = directives
      .sort((a, b) => ((a.openedAt ?? '') < (b.openedAt ?? '') ? 1 : -1))
      .map(({ content, status, unitIds, openedAt }) => [
        content.id,
        text(`list.status_${status}`),
        deadlineText(messages, content.deadline),
        messages.number(unitIds.length),
        openedAt === undefined ? '' : messages.dateTime(openedAt),
        content.title,
      ]);
    for (const line of tableLines(columns, rows)) print(line);
    return 0;
  },
};
