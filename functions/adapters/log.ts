import { Logger } from '@aws-lambda-powertools/logger';
import type { Log } from '../usecases/ports.ts';

/** Logs as JSON lines, as the field expects them. Facts are codes and ids; a fault adds its name, message and stack. */
export const powertoolsLog = (service: string): Log => {
  const logger = new Logger({ serviceName: service });
  return {
    info: (message, facts) => logger.info(message, { facts: facts ?? {} }),
    warn: (message, facts) => logger.warn(message, { facts: facts ?? {} }),
    error: (message, facts, cause) =>
      logger.error(message, cause instanceof Error ? { facts: facts ?? {}, error: cause } : { facts: facts ?? {} }),
  };
};
