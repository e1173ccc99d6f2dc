import type { Context } from 'aws-lambda';
import { inspectWith } from './adapters/documents/inspect-port.ts';
import { mailPace } from './adapters/dynamodb/mail-pace.ts';
import { openTable } from './adapters/dynamodb/table.ts';
import { powertoolsLog } from './adapters/log.ts';
import { documentStoreLater } from './adapters/s3/document-store-later.ts';
import { sendingRateLater, sesMailerLater } from './adapters/ses/mailer-later.ts';
import { mintCode, mintToken, openTableServices } from './composition.ts';
import { toInstant } from './domain/time.ts';
import { parseEnv } from './env.ts';
import { type Surroundings, whenCalled } from './surroundings.ts';
import { type SweepNeeds, type SweepResult, sweep } from './usecases/sweep.ts';

/** Milliseconds before its timeout at which a sweep stops taking on more; the rest stays due. */
const reserveMs = 20_000;

/** Looks at everything that is due, every few minutes. */
export const createHandler = ({ env, clock }: Surroundings) => {
  const config = parseEnv(env);
  const log = powertoolsLog('sweep');
  const needs: SweepNeeds = {
    ...openTableServices(config.tableName),
    documents: documentStoreLater(config.documentsBucket),
    inspect: inspectWith(log),
    malwareScan: config.malwareScan,
    mailer: sesMailerLater(config),
    pace: mailPace(openTable(config.tableName), { rate: sendingRateLater() }),
    mintToken,
    mintCode,
    baseUrl: config.baseUrl,
    authorityName: config.authorityName,
    log,
  };
  return async (_event: unknown, context: Context): Promise<SweepResult> => {
    const result = await sweep(needs, toInstant(clock()), () => context.getRemainingTimeInMillis() > reserveMs);
    log.info('sweep done', { handled: result.handled, failed: result.failed });
    return result;
  };
};

export const handler = whenCalled(createHandler);
