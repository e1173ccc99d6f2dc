import type { Context } from 'hono';

/**
 * Largest form, in bytes: files never come this way. What a form's fields may hold together (`maxTextTogether`) is at most
 * half of it, at 9 bytes for a Vietnamese letter, so that whoever writes too much gets the form back with all that was
 * typed, and is told what is too long.
 */
export const maxFormBytes = 2 * 1024 * 1024;
/** No form of ours has so many fields; more would only keep the service busy. */
const maxFields = 20_000;
/** Largest request of a script, in bytes: facts about a file. */
export const maxJsonBytes = 256 * 1024;

export type BodyFault = 'wrong_content_type' | 'body_too_large' | 'malformed_json' | 'malformed_form';

export type Body<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: BodyFault };

const mediaType = (c: Context): string =>
  (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/** The body as text; undefined as soon as it turns out larger than allowed. */
const readText = async (c: Context, max: number): Promise<string | undefined> => {
  if (Number(c.req.header('content-length') ?? 0) > max) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    size += chunk.byteLength;
    if (size > max) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** The fields of a form as browsers send it. */
export const readForm = async (c: Context): Promise<Body<URLSearchParams>> => {
  if (mediaType(c) !== 'application/x-www-form-urlencoded') return { ok: false, fault: 'wrong_content_type' };
  const text = await readText(c, maxFormBytes);
  if (text === undefined) return { ok: false, fault: 'body_too_large' };
  const value = new URLSearchParams(text);
  return value.size > maxFields ? { ok: false, fault: 'malformed_form' } : { ok: true, value };
};

/** The same from a mail program, which may also send it as multipart/form-data. Files in it are left out. */
export const readAnyForm = async (c: Context): Promise<Body<URLSearchParams>> => {
  if (mediaType(c) !== 'multipart/form-data') return readForm(c);
  const text = await readText(c, maxFormBytes);
  if (text === undefined) return { ok: false, fault: 'body_too_large' };
  try {
    const headers = { 'content-type': c.req.header('content-type') ?? '' };
    const form = await new Response(text, { headers }).formData();
    const fields = [...form].flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    );
    return { ok: true, value: new URLSearchParams(fields) };
  } catch {
    return { ok: false, fault: 'malformed_form' };
  }
};

export const readJson = async (c: Context): Promise<Body<unknown>> => {
  if (mediaType(c) !== 'application/json') return { ok: false, fault: 'wrong_content_type' };
  const text = await readText(c, maxJsonBytes);
  if (text === undefined) return { ok: false, fault: 'body_too_large' };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, fault: 'malformed_json' };
  }
};

/** Whether the box was ticked without which a form does nothing. */
export const isConfirmed = (form: URLSearchParams): boolean => form.get('confirmed') === 'yes';

/** What was typed, with line ends as one character, and no space around it. */
export const asText = (typed: string): string => typed.replace(/\r\n?/g, '\n').trim();

/**
 * A text field as {@link asText}; empty when it is missing. A field that comes twice says
 * nothing: no page of ours sends one, and nobody could tell which of two answers was meant.
 */
export const textField = (form: URLSearchParams, name: string): string => {
  const [text = '', ...others] = form.getAll(name);
  return others.length > 0 ? '' : asText(text);
};
