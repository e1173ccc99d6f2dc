/** The address inside `Name <address>` or standing alone; undefined when SES would not take it as an address. */
export function addressOf(written: string): string | undefined {
  // SES wants every address field in ASCII: names with other letters come as encoded words.
  if (!/^[\x20-\x7e]*$/.test(written)) return undefined;
  const address = (/^[^<>]*<([^<>]+)>\s*$/.exec(written)?.[1] ?? written).trim();
  const [local = '', domain = '', ...more] = address.split('@');
  const atom = /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/;
  const host = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+$/;
  return more.length === 0 && atom.test(local) && host.test(domain) ? address : undefined;
}

/** Whether the address belongs to a verified identity: that very address, or a domain or one above it. */
export function isVerified(address: string, identities: readonly string[]): boolean {
  const plain = address.toLowerCase();
  const domain = plain.slice(plain.lastIndexOf('@') + 1);
  return identities.some((identity) => {
    const wanted = identity.toLowerCase();
    return wanted.includes('@') ? wanted === plain : domain === wanted || domain.endsWith(`.${wanted}`);
  });
}

/** What becomes of a mail to an address. The beginnings are those of the addresses of SES's mailbox simulator. */
export type Fate = 'delivered' | 'bounced' | 'complained' | 'suppressed' | 'answered-automatically';

export function fateOf(address: string): Fate {
  const plain = address.toLowerCase();
  if (plain.startsWith('bounce')) return 'bounced';
  if (plain.startsWith('complaint')) return 'complained';
  if (plain.startsWith('suppressionlist')) return 'suppressed';
  if (plain.startsWith('ooto')) return 'answered-automatically';
  return 'delivered';
}
