import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../../files.ts';
import { type Mail, mailSchema } from './mail.ts';

export type MailStore = {
  add(mail: Mail): void;
  /** In the order in which they were accepted. */
  all(): readonly Mail[];
  find(id: string): Mail | undefined;
};

/** Keeps every mail in a file of its own in the folder, so that the mailbox survives a restart and a crash. */
export function openMailStore(folder: string): MailStore {
  mkdirSync(folder, { recursive: true });
  const mails: Mail[] = [];
  let last = 0;
  for (const file of readdirSync(folder).sort()) {
    const number = Number(/^(\d+)\.json$/.exec(file)?.[1]);
    if (!(number > 0)) continue;
    mails.push(mailSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))));
    last = number;
  }
  return {
    add(mail) {
      last += 1;
      writeWhole(join(folder, `${String(last).padStart(8, '0')}.json`), JSON.stringify(mail));
      mails.push(mail);
    },
    all: () => mails,
    find: (id) => mails.find((mail) => mail.id === id),
  };
}
