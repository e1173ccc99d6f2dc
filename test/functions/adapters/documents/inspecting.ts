import { afterAll } from 'vitest';
import { type InspectionRequest, inspectDocument } from '../../../../functions/adapters/documents/inspect.ts';
import { createInspector, type Inspector } from '../../../../functions/adapters/documents/inspector.ts';
import type {
  InspectionOutcome,
  PdfFacts,
  ReadyDocument,
  RefusalReason,
} from '../../../../functions/domain/documents/inspection.ts';

export type Inspecting = {
  inspector: Inspector;
  inspect(bytes: Uint8Array, more?: Partial<InspectionRequest>): Promise<InspectionOutcome>;
  /** @throws when it is ready */
  refusalsOf(bytes: Uint8Array, more?: Partial<InspectionRequest>): Promise<RefusalReason[]>;
  /** @throws when it is refused */
  ready(bytes: Uint8Array, more?: Partial<InspectionRequest>): Promise<ReadyDocument>;
  readyPdf(bytes: Uint8Array): Promise<ReadyDocument & { facts: PdfFacts }>;
};

/** Time enough on a machine that does other things too: these tests are about answers, not about speed. */
const patience = { baseTime: 30_000 };

/** An inspector for one test file. Its threads end with the tests. */
export function inspecting(threads = 1): Inspecting {
  const inspector = createInspector({ threads });
  afterAll(() => inspector.close());

  const inspect: Inspecting['inspect'] = (bytes, more) =>
    inspectDocument({
      source: { size: bytes.length, stream: () => inPieces(bytes) },
      directiveItems: [],
      inspector,
      onStopped: (event, detail) => {
        if (event === 'parser_failed') throw new Error(`The parser failed: ${detail}`);
      },
      ...more,
      limits: { ...patience, ...more?.limits },
    });

  const ready: Inspecting['ready'] = async (bytes, more) => {
    const outcome = await inspect(bytes, more);
    if (outcome.outcome === 'refused') throw new Error(`Refused: ${JSON.stringify(outcome.reasons)}`);
    return outcome;
  };

  return {
    inspector,
    inspect,
    ready,
    async refusalsOf(bytes, more) {
      const outcome = await inspect(bytes, more);
      if (outcome.outcome === 'ready') throw new Error('Ready');
      return outcome.reasons;
    },
    async readyPdf(bytes) {
      const outcome = await ready(bytes);
      const { facts } = outcome;
      if (facts.kind !== 'pdf') throw new Error(`A ${facts.kind}`);
      return { ...outcome, facts };
    },
  };
}

/** Small, uneven pieces, as they come from a network. */
async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 60_001) yield bytes.subarray(at, at + 60_001);
}
