/** What the system read in a plan's text. It prefills the form; a person confirms or corrects it. */

/** One thing a directive asks a plan to answer. Words come from the directive: nothing here knows a particular case. */
export type DirectiveItem = { id: string; title: string; keywords?: readonly string[] };

/** Whether the plan answers one item, and the heading or sentence that says so. */
export type ItemReading = { itemId: string; found: boolean; evidence?: string };

export type PlanRead = {
  read: true;
  /** As printed, e.g. `15` or `08`. */
  number?: string;
  /** Number with notation, e.g. `15/KH-UBND`. */
  notation?: string;
  /** ISO date, e.g. `2018-03-20`. */
  issuedOn?: string;
  /** As printed before the date, e.g. `Dịch Vọng`. */
  place?: string;
  /** As printed in the heading, e.g. `ỦY BAN NHÂN DÂN PHƯỜNG DỊCH VỌNG`. */
  issuingUnit?: string;
  /** As printed, e.g. `KẾ HOẠCH`. */
  documentType?: string;
  subject?: string;
  /** Lines under "Nơi nhận", without dashes and closing marks. */
  recipients: string[];
  items: ItemReading[];
};

/**
 * `scan`: pictures of pages, no text; `spreadsheet`: an annex of figures, not a plan; `old_font`: letters that only show
 * as Vietnamese in a font from before Unicode, and read as something else.
 */
export type PlanReading = PlanRead | { read: false; because: 'scan' | 'spreadsheet' | 'old_font' };
