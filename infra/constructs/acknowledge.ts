import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import * as z from 'zod';

const importSchema = z.strictObject({ 'Fn::ImportValue': z.string() });

/**
 * Says why a statement on many things of one resource in another stack is as narrow as it can be.
 * @param holder the role or policy with the statement
 * @param owner the resource itself
 * @param arn its ARN, which the statement extends
 * @param suffix what follows the ARN, such as `/uploads/*`
 */
export function acknowledgeWildcard(
  holder: IConstruct,
  { owner, arn }: { readonly owner: IConstruct; readonly arn: string },
  suffix: string,
  reason: string,
): void {
  const stack = Stack.of(owner);
  // Asking for the export gives its name; it is the one that the reference between the stacks makes anyway.
  const name = importSchema.parse(stack.resolve(stack.exportValue(arn)))['Fn::ImportValue'];
  Validations.of(holder).acknowledge({ id: `AwsSolutions-IAM5[Resource::${name}${suffix}]`, reason });
}
