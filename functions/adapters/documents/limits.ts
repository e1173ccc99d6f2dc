/** Bounds that keep an inspection small whatever the file is. Bytes and milliseconds unless the name says otherwise. */

export const megabyte = 2 ** 20;

export type InspectionLimits = {
  /** Largest file looked at. */
  fileSize: number;
  /** Time for a small file, from its first byte on disk to the answer. */
  baseTime: number;
  /** Further time for each megabyte of the file. */
  timePerMegabyte: number;
  /** Pages of a PDF. */
  pages: number;
  /** Pages and characters of text that are read; the form needs no more. */
  textPages: number;
  textLength: number;
  /** Objects in a PDF, superseded revisions included. */
  pdfObjects: number;
  /** What one picture, and one stream of any other kind, of a PDF may expand to. */
  pdfPicture: number;
  pdfStream: number;
  /** What all streams of a PDF may expand to: this, and eight times the file. */
  pdfExpanded: number;
  /** Entries of a DOCX or XLSX, what they may expand to together, and one XML part of them. */
  archiveEntries: number;
  archiveExpanded: number;
  xmlPart: number;
  /** Beyond this, what expands to more than a hundred times the file is only there to fill the reader's computer. */
  archiveHarmless: number;
  /** Elements that are parsed in all XML parts together. */
  xmlElements: number;
};

export const defaultLimits: InspectionLimits = {
  fileSize: 100 * megabyte,
  baseTime: 4_000,
  timePerMegabyte: 150,
  pages: 3_000,
  textPages: 60,
  textLength: 400_000,
  pdfObjects: 120_000,
  pdfPicture: 256 * megabyte,
  pdfStream: 24 * megabyte,
  pdfExpanded: 512 * megabyte,
  archiveEntries: 5_000,
  archiveExpanded: 300 * megabyte,
  archiveHarmless: 64 * megabyte,
  xmlPart: 16 * megabyte,
  xmlElements: 600_000,
};

/** Megabytes for a sentence: one decimal, so that 100.4 does not read as "100, and 100 is the limit". */
export function inMegabytes(bytes: number): number {
  return Math.ceil((bytes / megabyte) * 10) / 10;
}
