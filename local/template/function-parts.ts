import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { FunctionModel } from './model.ts';
import { type Parts, queueName } from './parts.ts';

const functionShape = {
  Timeout: z.int().positive().default(3),
  MemorySize: z.int().positive().default(128),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).default({ Variables: {} }),
  DeadLetterConfig: z.object({ TargetArn: z.string() }).optional(),
};

const invokeConfigShape = {
  FunctionName: z.string(),
  MaximumRetryAttempts: z.int().min(0).max(2).default(2),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }).optional() }).optional(),
};

/**
 * The functions whose code is an entry file of this project. Which one is told by the function's own environment:
 * POWERTOOLS_SERVICE_NAME. Others are the CDK's helpers of a deployment (they have no such variable) and are left out.
 * @param folder where the entry files are
 */
export function readFunctions(parts: Parts, folder: string): FunctionModel[] {
  const invokeConfigs = parts.ofType('AWS::Lambda::EventInvokeConfig').map((one) => parts.read(one, invokeConfigShape));
  const functions: FunctionModel[] = [];
  for (const resource of parts.ofType('AWS::Lambda::Function')) {
    const read = parts.read(resource, functionShape);
    const name = parts.resolver.nameOf(resource);
    const entry = read.Environment.Variables['POWERTOOLS_SERVICE_NAME'];
    if (entry === undefined || !existsSync(join(folder, `${entry}.ts`))) continue;
    const invoke = invokeConfigs.find((one) => one.FunctionName === name);
    const onFailure = invoke?.DestinationConfig?.OnFailure?.Destination ?? read.DeadLetterConfig?.TargetArn;
    functions.push({
      name,
      entry,
      timeoutSeconds: read.Timeout,
      memoryMegabytes: read.MemorySize,
      environment: read.Environment.Variables,
      asyncRetries: invoke?.MaximumRetryAttempts ?? 2,
      ...(onFailure === undefined ? {} : { deadLetterQueue: queueName(onFailure, resource) }),
    });
  }
  return functions;
}
