import * as z from 'zod';
import { TemplateNotUnderstood } from './template-error.ts';

const resourceSchema = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Condition: z.string().optional(),
});

const templateSchema = z.object({
  Resources: z.record(z.string(), resourceSchema),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.unknown() }).optional() }))
    .default({}),
  Parameters: z.record(z.string(), z.object({ Type: z.string(), Default: z.unknown().optional() })).default({}),
});

export type Template = z.output<typeof templateSchema>;

/** One resource of one stack, as the template writes it. */
export type Resource = {
  stackName: string;
  logicalId: string;
  type: string;
  properties: Readonly<Record<string, unknown>>;
  /** For messages: `stack/logical id (type)`. */
  label: string;
};

export type Stack = { name: string; template: Template; resources: readonly Resource[] };

/**
 * Reads the synthesized CloudFormation templates of one deployment.
 * @throws TemplateNotUnderstood when one is no template, or creates a resource only under a condition
 */
export function readTemplates(templates: readonly { stackName: string; template: unknown }[]): Stack[] {
  return templates.map(({ stackName, template }) => {
    const parsed = templateSchema.safeParse(template);
    if (!parsed.success)
      throw new TemplateNotUnderstood(stackName, `not a CloudFormation template: ${z.prettifyError(parsed.error)}`);
    const resources = Object.entries(parsed.data.Resources)
      .filter(([, resource]) => resource.Type !== 'AWS::CDK::Metadata')
      .map(([logicalId, resource]) => {
        const label = `${stackName}/${logicalId} (${resource.Type})`;
        if (resource.Condition !== undefined) {
          throw new TemplateNotUnderstood(label, 'the local run does not know conditions of CloudFormation');
        }
        return { stackName, logicalId, type: resource.Type, properties: resource.Properties, label };
      });
    return { name: stackName, template: parsed.data, resources };
  });
}
