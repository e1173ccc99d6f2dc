import { factsEntry } from './print-page.ts';

/**
 * What a PDF holds as the facts of a sheet, still to be judged; undefined when the file is no PDF or holds none.
 * Everything in it may have been changed.
 */
export const readSheetFacts = async (bytes: Uint8Array): Promise<unknown> => {
  const { getDocument, VerbosityLevel } = await import('unpdf/pdfjs');
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: VerbosityLevel.ERRORS, useSystemFonts: false });
  try {
    const { info } = await (await task.promise).getMetadata();
    const custom: unknown = 'Custom' in info ? info.Custom : undefined;
    const entries = new Map(typeof custom === 'object' && custom !== null ? Object.entries(custom) : []);
    const facts: unknown = entries.get(factsEntry);
    return typeof facts === 'string' ? JSON.parse(facts) : undefined;
  } catch {
    return undefined;
  } finally {
    await task.destroy();
  }
};
