import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';

/**
 * Makes `synth` fail on anything that AWS's own list of good practice objects to and no construct gives a reason for.
 * The reasons stand beside what they excuse: look for `acknowledge`.
 */
export function refuseFindings(app: App): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}
