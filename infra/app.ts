import { App } from 'aws-cdk-lib';
import { buildApp } from './build-app.ts';
import { loadStageConfig, StageConfigError } from './stage-config.ts';

/** `cdk synth -c stage=NAME`; the command line passes its context only to an App, which is never synthesized here. */
function chosenStage(): string {
  const stage: unknown = new App({ autoSynth: false }).node.tryGetContext('stage');
  return typeof stage === 'string' && stage !== '' ? stage : 'example';
}

try {
  buildApp({ stageConfig: loadStageConfig(chosenStage()) }).synth();
} catch (error) {
  if (!(error instanceof StageConfigError)) {
    throw error;
  }
  console.error(`This stage cannot be used: ${error.message}`);
  process.exitCode = 1;
}
