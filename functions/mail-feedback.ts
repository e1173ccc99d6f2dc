import type { Context, EventBridgeEvent } from 'aws-lambda';
import { powertoolsLog } from './adapters/log.ts';
import { parseFeedback } from './adapters/ses/feedback-event.ts';
import { openTableServices } from './composition.ts';
import { toInstant } from './domain/time.ts';
import { parseEnv } from './env.ts';
import { type Surroundings, whenCalled } from './surroundings.ts';
import { recordFeedback } from './usecases/record-feedback.ts';

/** Records what SES reports of mails: delivered, bounced, complained about. */
export const createHandler = ({ env, clock }: Surroundings) => {
  const config = parseEnv(env);
  const needs = {
    ...openTableServices(config.tableName),
    log: powertoolsLog('mail-feedback'),
    stage: config.stage,
  };
  return async (event: EventBridgeEvent<string, unknown>, _context: Context): Promise<{ outcome: string }> => {
    const news = parseFeedback(event);
    return { outcome: news ? await recordFeedback(needs, news, toInstant(clock())) : 'not_about_a_mail' };
  };
};

export const handler = whenCalled(createHandler);
