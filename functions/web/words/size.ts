import type { Messages } from '../../i18n/translate.ts';

/** A number of bytes as people read it ("1,2 MB" in Vietnamese); KB and MB are of 1024. */
export const sizeText = (m: Messages, bytes: number): string => {
  const format = (value: number, unit: string): string =>
    `${new Intl.NumberFormat(m.locale, { maximumFractionDigits: 1 }).format(value)} ${unit}`;
  if (bytes < 1024) return format(bytes, 'B');
  if (bytes < 1024 * 1024) return format(bytes / 1024, 'KB');
  return format(bytes / (1024 * 1024), 'MB');
};
