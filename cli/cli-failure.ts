import type { CliMessageKey } from './messages.vi.ts';
import type { CliParams } from './translate.ts';

/** Something that the person at the command line can mend, said in the catalogues' words. */
export class CliFailure extends Error {
  override readonly name = 'CliFailure';
  readonly key: CliMessageKey;
  readonly params: CliParams;
  /** 1: refused or failed; 2: called wrongly. */
  readonly exitCode: 1 | 2;

  constructor(key: CliMessageKey, params: CliParams = {}, exitCode: 1 | 2 = 1) {
    super(key);
    this.key = key;
    this.params = params;
    this.exitCode = exitCode;
  }
}

export const wrongUsage = (key: CliMessageKey, params: CliParams = {}): CliFailure => new CliFailure(key, params, 2);
