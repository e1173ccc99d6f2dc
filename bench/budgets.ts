/** What each function may weigh and how long it may take to load: minified kilobytes, and times of the bare client. */
export const bundleBudgets = [
  { name: 'web', kilobytes: 700, importRatio: 2.5 },
  { name: 'inspect-upload', kilobytes: 450 },
  { name: 'send-mail', kilobytes: 450, importRatio: 1.5 },
  { name: 'sweep', kilobytes: 450, importRatio: 1.5 },
  { name: 'mail-feedback', kilobytes: 450, importRatio: 1.5 },
  { name: 'build-export', kilobytes: 450 },
] as const satisfies readonly { name: string; kilobytes: number; importRatio?: number }[];

/** Read units that listing a directive of 10,000 units may cost. */
export const listingReadUnits = 245;
/** Decisions a second, as a share of bare transactions of the same size on the same engine. */
export const decisionThroughput = 0.5;
