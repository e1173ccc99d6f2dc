/** The template holds something that the local run cannot carry out faithfully; it says so rather than guess. */
export class TemplateNotUnderstood extends Error {
  override readonly name = 'TemplateNotUnderstood';

  /** @param where the resource, as `stack/logical id (type)` and the property */
  constructor(where: string, problem: string) {
    super(`${where}: ${problem}`);
  }
}
