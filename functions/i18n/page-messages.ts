import type { Locale } from '../domain/directive.ts';
import { inVietnamese, type Messages } from './translate.ts';
import { inEnglish } from './translate-en.ts';

/** The words of pages in a language, for those who have both at hand: what a web function loads has Vietnamese alone. */
export const messagesFor = (locale: Locale): Messages => (locale === 'vi' ? inVietnamese : inEnglish);
