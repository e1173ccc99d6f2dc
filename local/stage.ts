import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseStageConfig, type StageConfig } from '../infra/stage-config.ts';

const validation = 'CDK_VALIDATION';

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
      malwareScan: true,
    },
    'the local stage',
  );
}

/** Synthesizes the app as it would be deployed, but for the code of the functions, and answers its templates. */
export async function synthesize(stageConfig: StageConfig): Promise<{ stackName: string; template: unknown }[]> {
  const outdir = mkdtempSync(join(tmpdir(), 'ward-plans-local-'));
  // Checking the templates against CloudFormation's rules takes longer than all else together, and is the deployment's matter.
  const before = process.env[validation];
  process.env[validation] = 'false';
  try {
    // Loaded only now: whoever is refused at the start does not wait for the CDK.
    const { buildApp } = await import('../infra/build-app.ts');
    const assembly = buildApp({ stageConfig, outdir }).synth();
    return assembly.stacks.map(({ stackName, template }) => ({ stackName, template }));
  } finally {
    if (before === undefined) delete process.env[validation];
    else process.env[validation] = before;
    rmSync(outdir, { recursive: true, force: true });
  }
}
