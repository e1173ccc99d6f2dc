/** One relationship of a package (ECMA-376, part 2, 6.5). */
export type Relationship = {
  /** The part it belongs to; the package itself is ''. */
  source: string;
  /** Last step of its type's address, e.g. `officeDocument`: strict and transitional documents differ before it. */
  type: string;
  /** Its type's whole address. */
  address: string;
  target: string;
  external: boolean;
  id: string;
};

/** The part whose relationships a `.rels` part holds, without a leading slash. */
export function sourceOfRels(name: string): string | undefined {
  const match = /^(?:(.*)\/)?_rels\/([^/]*)\.rels$/i.exec(name);
  if (match === null) return undefined;
  const [, folder, part = ''] = match;
  return folder === undefined ? part : `${folder}/${part}`;
}

/** Whether a target is an address outside the package, whatever its mode says. */
export function isAddress(target: string): boolean {
  return /^[a-z][a-z0-9+.-]+:|^\\\\|^\/\//i.test(target);
}

/** The part that an internal target names, without a leading slash. */
export function targetPart(relationship: Relationship): string {
  const target = relationship.target.split('#')[0] ?? '';
  const steps = target.startsWith('/') ? [] : relationship.source.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return decode(steps.join('/'));
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
