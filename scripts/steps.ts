import { spawn } from 'node:child_process';

/** What a step of the check says: nothing when all is well. */
export type StepResult = readonly string[];

export interface Step {
  readonly name: string;
  run(): Promise<StepResult>;
}

/** A step that runs a tool of node_modules/.bin; whatever it prints is the finding when it fails. */
export const toolStep = (name: string, tool: string, args: readonly string[], root: string): Step => ({
  name,
  run: () =>
    new Promise((resolve, reject) => {
      const child = spawn(`${root}/node_modules/.bin/${tool}`, args, {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
      });
      let said = '';
      const keep = (chunk: Buffer): void => {
        said += chunk.toString('utf8');
      };
      child.stdout.on('data', keep);
      child.stderr.on('data', keep);
      child.once('error', reject);
      child.once('close', (code) => resolve(code === 0 ? [] : [said.trim() || `${tool} ended with code ${code}`]));
    }),
});

/** Runs every step whatever came before, one line each; true when none found anything. */
export const runSteps = async (
  steps: readonly Step[],
  print: (line: string) => void,
  clock: () => number,
): Promise<boolean> => {
  const results: { readonly name: string; readonly findings: StepResult }[] = [];
  for (const step of steps) {
    const begun = clock();
    const findings = await step
      .run()
      .catch((error: unknown) => [error instanceof Error ? error.message : String(error)]);
    const seconds = ((clock() - begun) / 1000).toFixed(1).padStart(6);
    print(`${findings.length === 0 ? 'ok    ' : 'FAILED'} ${seconds} s  ${step.name}`);
    results.push({ name: step.name, findings });
  }
  const failed = results.filter(({ findings }) => findings.length > 0);
  for (const { name, findings } of failed) print(`\n${name}:\n${findings.map((finding) => `  ${finding}`).join('\n')}`);
  return failed.length === 0;
};
