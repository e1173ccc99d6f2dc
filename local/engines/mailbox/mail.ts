import * as z from 'zod';

const namedSchema = z.object({ name: z.string(), value: z.string() });

/** A mail that the local SES has accepted, with all that was asked of it. */
export const mailSchema = z.object({
  /** The id that SES answered. */
  id: z.string(),
  /** When it was accepted, by the local clock. */
  at: z.iso.datetime(),
  from: z.string(),
  replyTo: z.array(z.string()),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  bcc: z.array(z.string()),
  subject: z.string(),
  text: z.string().optional(),
  html: z.string().optional(),
  headers: z.array(namedSchema),
  tags: z.array(namedSchema),
  configurationSet: z.string().optional(),
  attachments: z.array(
    z.object({ fileName: z.string(), contentType: z.string(), bytes: z.int().nonnegative(), base64: z.string() }),
  ),
  /** The http and https addresses in its parts, each once, in order. */
  links: z.array(z.string()),
});

export type Mail = z.output<typeof mailSchema>;

/** The addresses that a reader of the mail could follow. */
export function linksIn(text: string | undefined, html: string | undefined): string[] {
  const fromHtml = [...(html ?? '').matchAll(/\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map((match) =>
    (match[1] ?? match[2] ?? '').replaceAll('&amp;', '&'),
  );
  const fromText = [...(text ?? '').matchAll(/https?:\/\/[^\s<>"')\]]+/g)].map((match) =>
    match[0].replace(/[.,;:!?]+$/, ''),
  );
  return [...new Set([...fromText, ...fromHtml])].filter((link) => /^https?:\/\//.test(link));
}
