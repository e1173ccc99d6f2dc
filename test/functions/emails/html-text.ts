const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

const decode = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);

const bodyOf = (html: string): string => html.slice(html.indexOf('<body'));

/** Every tag and comment of a page in order, as written: what is left when all text between them is taken away. */
export const tagsOf = (html: string): string[] => html.match(/<[^>]*>/g) ?? [];

/** What a reader of the HTML part sees, links' addresses (and the hidden preview) included, with single spaces. */
export const readableText = (html: string): string =>
  decode(
    bodyOf(html)
      .replace(/<a [^>]*href="([^"]*)"[^>]*>/g, ' $1 ')
      .replace(/<[^>]*>/g, ' '),
  )
    .replace(/\s+/g, ' ')
    .trim();

/** Where the links of a page lead. */
export const hrefsOf = (html: string): string[] =>
  [...html.matchAll(/href="([^"]*)"/g)].map((match) => decode(match[1] ?? ''));

/** The text part with single spaces, so that wrapping does not hide a sentence. */
export const unwrapped = (text: string): string => text.replace(/\s+/g, ' ').trim();

export const countOf = (text: string, part: string): number => text.split(part).length - 1;
