import type { Context } from 'hono';
import type { Locale } from '../domain/directive.ts';
import { type Messages, messagesLater } from '../i18n/translate.ts';
import type { WebSurroundings } from './surroundings.ts';

/** What every page needs besides its own facts. */
export interface Shell {
  readonly m: Messages;
  readonly authorityName: string;
  /** The same page in the other language. */
  readonly switchHref: string;
  /** The address of one of our pages, which keeps a language chosen with `?lang=`. */
  href(path: string, query?: Readonly<Record<string, string>>): string;
}

const isLocale = (text: string | undefined): text is Locale => text === 'vi' || text === 'en';

/** The first language of the browser's list that the service speaks. */
const acceptedLocale = (header: string | undefined): Locale | undefined => {
  const wanted = (header ?? '')
    .split(',')
    .map((entry) => {
      const [tag = '', ...params] = entry.trim().split(';');
      const quality = params.map((param) => /^\s*q=([\d.]+)$/.exec(param)?.[1]).find((q) => q !== undefined);
      return { language: tag.toLowerCase().split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return wanted.map(({ language }) => language).find(isLocale);
};

const withQuery = (path: string, query: Readonly<Record<string, string>>): string => {
  const text = new URLSearchParams(query).toString();
  return text === '' ? path : `${path}?${text}`;
};

/**
 * The shell of a page: in the language asked for with `?lang=`, else the reader's own, else the browser's, else the
 * service's.
 * @param at path of the page where it is not the one requested (a form's answer shows the page that has the form);
 *   the language switch leads there
 */
export const shellFor = async (c: Context, web: WebSurroundings, reader?: Locale, at?: string): Promise<Shell> => {
  const asked = c.req.query('lang');
  const chosen = isLocale(asked) ? asked : undefined;
  const locale = chosen ?? reader ?? acceptedLocale(c.req.header('accept-language')) ?? web.locale;
  const query = at === undefined ? c.req.query() : {};
  const other: Locale = locale === 'vi' ? 'en' : 'vi';
  return {
    m: await messagesLater(locale),
    authorityName: web.authorityName,
    // Relative, so that the page for an unknown link does not repeat the link.
    switchHref: withQuery(at ?? '', { ...query, lang: other }),
    href: (path, more = {}) => withQuery(path, chosen === undefined ? more : { ...more, lang: chosen }),
  };
};
