import { CfnElement, Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Says why a statement on many things of one resource is as narrow as it can be.
 * @param holder the role or policy with the statement
 * @param owner the resource whose ARN the statement extends
 * @param suffix what follows the ARN, such as `/uploads/*`
 */
export function acknowledgeWildcard(holder: IConstruct, owner: IConstruct, suffix: string, reason: string): void {
  const resource = owner.node.defaultChild;
  if (resource === undefined || !CfnElement.isCfnElement(resource)) {
    throw new Error(`${owner.node.path} is no single resource`);
  }
  const arn = `<${Stack.of(owner).getLogicalId(resource)}.Arn>`;
  Validations.of(holder).acknowledge({ id: `AwsSolutions-IAM5[Resource::${arn}${suffix}]`, reason });
}
