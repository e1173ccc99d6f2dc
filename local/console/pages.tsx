import type { Child } from 'hono/jsx';
import { decodeWords } from 'postal-mime';
import type { Mail } from '../engines/mailbox/mail.ts';
import type { DeadLetter, InvocationEntry } from '../runtime/journal.ts';
import { asLocalInput, asLocalText } from './clock-requests.ts';
import { styles } from './styles.ts';
import { words } from './words.ts';

type ConsoleFacts = {
  baseUrl: string;
  now: Date;
  notice: string | undefined;
  mails: readonly Mail[];
  invocations: readonly InvocationEntry[];
  deadLetters: readonly DeadLetter[];
  leftOut: readonly string[];
};

/** The console: the clock, the mailbox, what ran, what failed. */
export function ConsolePage(facts: ConsoleFacts) {
  return (
    <Page title={words.title}>
      <header>
        <h1>{words.title}</h1>
        <a href={facts.baseUrl}>{words.openService}</a>
      </header>
      {facts.notice === undefined ? null : (
        <p class="notice" role="status">
          {facts.notice}
        </p>
      )}
      <Clock now={facts.now} />
      <Mailbox mails={facts.mails} />
      <DeadLetters letters={facts.deadLetters} />
      <Invocations entries={facts.invocations} />
      <Section title={words.malwareScan}>
        <p class="quiet">{words.malwareScanNote}</p>
      </Section>
      <Section title={words.leftOut}>
        <p class="quiet">{facts.leftOut.join(', ')}</p>
      </Section>
    </Page>
  );
}

function Clock({ now }: { now: Date }) {
  return (
    <Section title={words.clock}>
      <p class="clock">
        <time dateTime={now.toISOString()}>{asLocalText(now)}</time>
      </p>
      <form method="post" action="/__local/console/clock">
        <label>
          {words.moveTo} <input type="datetime-local" name="at" value={asLocalInput(now)} />
        </label>
        <button type="submit">{words.move}</button>
      </form>
      <form method="post" action="/__local/console/clock">
        <button type="submit" name="step" value="hour">
          {words.plusHour}
        </button>
        <button type="submit" name="step" value="day">
          {words.plusDay}
        </button>
        <button type="submit" name="step" value="week">
          {words.plusWeek}
        </button>
      </form>
      <p class="quiet">{words.clockNote}</p>
    </Section>
  );
}

function Mailbox({ mails }: { mails: readonly Mail[] }) {
  return (
    <Section title={`${words.mailbox} (${mails.length})`}>
      {mails.length === 0 ? (
        <p class="quiet">{words.noMails}</p>
      ) : (
        <Table columns={[words.at, words.to, words.subject]}>
          {mails.toReversed().map((mail) => (
            <tr>
              <td>{asLocalText(mail.at)}</td>
              <td>{[...mail.to, ...mail.cc, ...mail.bcc].join(', ')}</td>
              <td>
                <a href={`/__local/mails/${encodeURIComponent(mail.id)}`}>{mail.subject}</a>
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Section>
  );
}

function DeadLetters({ letters }: { letters: readonly DeadLetter[] }) {
  return (
    <Section title={`${words.deadLetters} (${letters.length})`}>
      {letters.length === 0 ? (
        <p class="quiet">{words.noDeadLetters}</p>
      ) : (
        <Table columns={[words.at, words.function, words.source, words.reason, words.queue, words.message]}>
          {letters.map((letter) => (
            <tr>
              <td>{asLocalText(letter.at)}</td>
              <td>{letter.functionName}</td>
              <td>{letter.source}</td>
              <td>{letter.reason}</td>
              <td>{letter.queue}</td>
              <td>
                <details>
                  <summary>JSON</summary>
                  <pre>{JSON.stringify(letter.body, null, 2)}</pre>
                </details>
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Section>
  );
}

function Invocations({ entries }: { entries: readonly InvocationEntry[] }) {
  return (
    <Section title={words.invocations}>
      {entries.length === 0 ? (
        <p class="quiet">{words.noInvocations}</p>
      ) : (
        <Table
          columns={[words.at, words.function, words.source, words.attempt, words.duration, words.outcome, words.answer]}
        >
          {entries.slice(0, 100).map((entry) => (
            <tr class={entry.outcome}>
              <td>{asLocalText(entry.at)}</td>
              <td>{entry.functionName}</td>
              <td>{entry.source}</td>
              <td>{entry.attempt}</td>
              <td>{entry.durationMs}</td>
              <td>{entry.outcome === 'done' ? words.done : words.failed}</td>
              <td class="answer">{entry.summary}</td>
            </tr>
          ))}
        </Table>
      )}
    </Section>
  );
}

/** One mail: its HTML part in a frame that may run nothing, and its text part. */
export function MailPage({ mail }: { mail: Mail }) {
  const id = encodeURIComponent(mail.id);
  return (
    <Page title={mail.subject}>
      <p>
        <a href="/__local/">{words.back}</a>
      </p>
      <h1>{mail.subject}</h1>
      <dl>
        <dt>{words.at}</dt>
        <dd>{asLocalText(mail.at)}</dd>
        <dt>{words.from}</dt>
        <dd>{decodeWords(mail.from)}</dd>
        <dt>{words.to}</dt>
        <dd>{[...mail.to, ...mail.cc, ...mail.bcc].join(', ')}</dd>
        <dt>{words.tags}</dt>
        <dd>{mail.tags.map((tag) => `${tag.name}=${tag.value}`).join(', ')}</dd>
        <dt>{words.headers}</dt>
        <dd>
          <pre>{mail.headers.map((header) => `${header.name}: ${header.value}`).join('\n')}</pre>
        </dd>
        {mail.attachments.length === 0 ? null : <dt>{words.attachments}</dt>}
        {mail.attachments.map((attachment, at) => (
          <dd>
            <a href={`/__local/mails/${id}/attachments/${at}`}>{attachment.fileName}</a> ({attachment.bytes} B)
          </dd>
        ))}
      </dl>
      {mail.links.length === 0 ? null : (
        <Section title={words.links}>
          <ul>
            {mail.links.map((link) => (
              <li>
                <a href={link} rel="noreferrer">
                  {link}
                </a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {mail.html === undefined ? null : (
        <Section title={words.htmlPart}>
          <iframe
            title={words.htmlPart}
            src={`/__local/mails/${id}/html`}
            sandbox="allow-popups allow-popups-to-escape-sandbox"
          />
        </Section>
      )}
      {mail.text === undefined ? null : (
        <Section title={words.textPart}>
          <pre class="text">{mail.text}</pre>
        </Section>
      )}
    </Page>
  );
}

function Page({ title, children }: { title: string; children?: Child }) {
  return (
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <style>{styles}</style>
      </head>
      <body>
        <main>{children}</main>
      </body>
    </html>
  );
}

function Section({ title, children }: { title: string; children?: Child }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Table({ columns, children }: { columns: readonly string[]; children?: Child }) {
  return (
    <div class="scroll" tabindex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col">{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
