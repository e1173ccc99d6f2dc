import { tmpdir } from 'node:os';
import type { InspectionOutcome, RefusalReason } from '../../domain/documents/inspection.ts';
import type { DirectiveItem } from '../../domain/documents/reading.ts';
import type { InspectionJob, JobResult } from './inspection-job.ts';
import { createInspector, type Inspector } from './inspector.ts';
import { defaultLimits, type InspectionLimits, inMegabytes, megabyte } from './limits.ts';
import { type Sniffed, sniff, sniffLength } from './sniff.ts';
import { discard, type Spooled, spool } from './spool.ts';

export type InspectionRequest = {
  source: {
    /** Bytes, as the store announces them. */
    size: number;
    /** Called at most once, and not at all for a file that its size alone refuses. */
    stream: () => AsyncIterable<Uint8Array> | Promise<AsyncIterable<Uint8Array>>;
  };
  directiveItems: readonly DirectiveItem[];
  /** The name the file was sent under. Only compared with what the bytes say. */
  name?: string;
  limits?: Partial<InspectionLimits>;
  /** Where the file is spooled while it is read; the system's folder for temporary files when not given. */
  scratchFolder?: string;
  inspector?: Inspector;
  /**
   * Told where and why a parser stopped: words for a log, not for a reader. `parser_failed` is a fault of ours, met with
   * a document that is refused all the same.
   */
  onStopped?: (event: 'refused' | 'parser_failed', detail: string) => void;
};

let shared: Inspector | undefined;

/**
 * Inspects one document: what it is by its bytes, whether it is whole and harmless, and what a plan's form can be
 * prefilled with. Memory stays bounded whatever the file is, and so does time (`limits`).
 * @throws when the source fails or gives another number of bytes than announced, or the machine fails.
 *   What is wrong with a document is never thrown: it is `refused` with reasons.
 */
export async function inspectDocument(request: InspectionRequest): Promise<InspectionOutcome> {
  const limits = { ...defaultLimits, ...request.limits };
  const { size } = request.source;
  if (size === 0) return refused({ code: 'empty_file' }, { size });
  const tooLarge = { code: 'too_large', sizeMb: inMegabytes(size), limitMb: inMegabytes(limits.fileSize) } as const;
  if (size > limits.fileSize) return refused(tooLarge, { size });
  shared ??= createInspector();
  const inspector = request.inspector ?? shared;
  inspector.warm();
  const spooled = await spool(await request.source.stream(), {
    folder: request.scratchFolder ?? tmpdir(),
    limit: size,
    headLength: sniffLength,
  });
  if (spooled === undefined) throw new Error(`The source gave more than the announced ${size} bytes.`);
  try {
    if (spooled.size !== size) throw new Error(`The source gave ${spooled.size} of the announced ${size} bytes.`);
    return await inspectSpooled(inspector, request, limits, spooled);
  } finally {
    await discard(spooled.path);
  }
}

async function inspectSpooled(
  inspector: Inspector,
  request: InspectionRequest,
  limits: InspectionLimits,
  spooled: Spooled,
): Promise<InspectionOutcome> {
  const { size, sha256 } = spooled;
  const format = formatOf(sniff(spooled.head));
  if (typeof format === 'object') return refused(format, { size, sha256 });
  const result = await inspector.run({
    path: spooled.path,
    size,
    sha256,
    format,
    limits,
    directiveItems: request.directiveItems,
    time: limits.baseTime + (size / megabyte) * limits.timePerMegabyte,
  });
  return outcomeOf(result, request, { size, sha256 });
}

function outcomeOf(
  result: JobResult,
  request: InspectionRequest,
  known: { size: number; sha256: string },
): InspectionOutcome {
  if (result.outcome === 'refused') {
    if (result.detail !== undefined) {
      request.onStopped?.(result.unexpected === true ? 'parser_failed' : 'refused', result.detail);
    }
    return { outcome: 'refused', reasons: result.reasons, facts: { ...result.facts, ...known } };
  }
  const declared = /\.([a-z0-9]{1,8})$/i.exec(request.name ?? '')?.[1]?.toLowerCase();
  if (declared !== undefined && declared !== result.facts.kind) {
    result.advisories.push({ code: 'name_says_otherwise', declared, kind: result.facts.kind });
  }
  return result;
}

/** What the inspection thread takes apart, or why it need not. */
function formatOf(sniffed: Sniffed): InspectionJob['format'] | RefusalReason {
  if (typeof sniffed === 'object') return { code: 'not_a_supported_type', found: sniffed.found };
  switch (sniffed) {
    case 'program':
      return { code: 'program_file' };
    case 'pdf_behind_something':
      return { code: 'foreign_data' };
    case 'web_page':
      return { code: 'web_page' };
    default:
      return sniffed;
  }
}

function refused(reason: RefusalReason, facts: { size: number; sha256?: string }): InspectionOutcome {
  return { outcome: 'refused', reasons: [reason], facts };
}
