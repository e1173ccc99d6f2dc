import { App } from 'aws-cdk-lib';
import { buildApp } from './build-app.ts';
import { bundleFunctions } from './bundle.ts';
import { refuseFindings } from './findings.ts';
import { loadStageConfig, StageConfigError } from './stage-config.ts';

/** `cdk synth -c stage=NAME`; the command line passes its context only to an App, so this one is made just to ask it. */
function chosenStage(): string {
  const stage: unknown = new App({ autoSynth: false }).node.tryGetContext('stage');
  return typeof stage === 'string' && stage !== '' ? stage : 'example';
}

try {
  const stageConfig = loadStageConfig(chosenStage());
  const { code, release } = await bundleFunctions();
  try {
    const app = buildApp({ stageConfig, code });
    refuseFindings(app);
    app.synth();
  } finally {
    release();
  }
} catch (error) {
  if (!(error instanceof StageConfigError)) {
    throw error;
  }
  console.error(`This stage cannot be used: ${error.message}`);
  process.exitCode = 1;
}
