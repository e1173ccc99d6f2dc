/** Addresses that hand a command to a program of the reader's computer instead of showing a page. */
const programAddress =
  /^[\s"\0]*(?:javascript|vbscript|data|jar|mhtml|mk|its|ms-its|hcp|shell|search|search-ms|ms-[a-z-]+|view-source|res)\s*:/i;

/** Whether a link's address runs or starts something rather than opening a page, a letter or a file. */
export function runsProgram(address: string): boolean {
  return programAddress.test(address);
}
