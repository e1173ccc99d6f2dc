import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseStageConfig, type StageConfig } from '../infra/stage-config.ts';

/** The stage that runs on a laptop: that of the example, under reserved names that lead nowhere. */
export function localStage(): StageConfig {
  return parseStageConfig(
    {
      name: 'local',
      region: 'ap-southeast-1',
      authorityName: 'UBND quận Cầu Giấy',
      senderAddress: 'ke-hoach@caugiay.example',
      alarmAddress: 'van-hanh@caugiay.example',
      locale: 'vi',
    },
    'the local stage',
  );
}

/** Synthesizes the app as it would be deployed, but for the code of the functions, and answers its templates. */
export async function synthesize(stageConfig: StageConfig): Promise<{ stackName: string; template: unknown }[]> {
  const outdir = mkdtempSync(join(tmpdir(), 'ward-plans-local-'));
  try {
    // Loaded only now: the CDK takes a second that the engines use to start.
    const { buildApp } = await import('../infra/build-app.ts');
    const assembly = buildApp({ stageConfig, outdir, bundle: false }).synth();
    return assembly.stacks.map(({ stackName, template }) => ({ stackName, template }));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
