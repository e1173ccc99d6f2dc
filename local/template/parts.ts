import * as z from 'zod';
import type { Resolver } from './intrinsics.ts';
import type { FunctionModel } from './model.ts';
import type { Resource, Stack } from './read-templates.ts';
import { TemplateNotUnderstood } from './template-error.ts';

/** What every builder of a part of the deployment works with. */
export type Parts = {
  resolver: Resolver;
  /** The resources of this type, in all stacks. */
  ofType(...types: string[]): Resource[];
  /** Reads the named properties of a resource, resolved, by the schema. Throws naming resource and property. */
  read<T extends z.ZodRawShape>(resource: Resource, shape: T): z.output<z.ZodObject<T>>;
};

export function createParts(stacks: readonly Stack[], resolver: Resolver): Parts {
  const all = stacks.flatMap((stack) => stack.resources);
  return {
    resolver,
    ofType: (...types) => all.filter((resource) => types.includes(resource.type)),
    read(resource, shape) {
      const values = Object.fromEntries(
        Object.keys(shape)
          .filter((name) => Object.hasOwn(resource.properties, name))
          .map((name) => [name, resolver.property(resource, name)]),
      );
      const parsed = z.object(shape).safeParse(values);
      if (parsed.success) return parsed.data;
      throw new TemplateNotUnderstood(
        resource.label,
        `not as the local run understands it:\n${z.prettifyError(parsed.error)}`,
      );
    },
  };
}

/** The function that a name or an ARN stands for. */
export function functionFor(reference: string, functions: readonly FunctionModel[], user: Resource): FunctionModel {
  const name = reference.startsWith('arn:') ? (reference.split(':function:')[1] ?? '') : reference;
  const found = functions.find((one) => one.name === name);
  if (found !== undefined) return found;
  throw new TemplateNotUnderstood(
    user.label,
    `calls ${reference}, which is not a function that the local run can start`,
  );
}

/** The queue's name in its ARN. */
export function queueName(arn: string, user: Resource): string {
  const [, , service, , , name] = arn.split(':');
  if (service === 'sqs' && name !== undefined) return name;
  throw new TemplateNotUnderstood(
    user.label,
    `puts failures aside in ${arn}: the local run knows only queues of SQS for that`,
  );
}
