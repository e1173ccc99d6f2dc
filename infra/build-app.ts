import { App, Tags } from 'aws-cdk-lib';
import type { FunctionCode } from './bundle.ts';
import featureFlags from './feature-flags.json' with { type: 'json' };
import { RecordsStack } from './records-stack.ts';
import { ServiceStack } from './service-stack.ts';
import type { StageConfig } from './stage-config.ts';

export interface BuildAppOptions {
  readonly stageConfig: StageConfig;
  /** Where the cloud assembly goes; by default where the cdk command line says, else a temporary folder. */
  readonly outdir?: string;
  /** Where the functions' code lies (`bundleFunctions`). Without it: templates only, in about a second, and not deployable. */
  readonly code?: FunctionCode;
}

/** The whole deployment of one stage: what must never be lost, and what can be replaced. Call `.synth()` on what comes back. */
export function buildApp({ stageConfig, outdir, code }: BuildAppOptions): App {
  const app = new App({
    analyticsReporting: false,
    // Here and not in cdk.json, so that a synthesis inside another process gives the same templates.
    context: featureFlags,
    ...(outdir === undefined ? {} : { outdir }),
  });
  const records = new RecordsStack(app, `ward-plans-${stageConfig.name}-records`, { stageConfig });
  new ServiceStack(app, `ward-plans-${stageConfig.name}-service`, { stageConfig, code, records });
  Tags.of(app).add('project', 'ward-plans');
  Tags.of(app).add('stage', stageConfig.name);
  return app;
}
