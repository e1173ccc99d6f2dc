import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll } from 'vitest';
import * as z from 'zod';
import { buildApp } from '../../infra/build-app.ts';
import { parseStageConfig, type StageConfig } from '../../infra/stage-config.ts';

const folder = mkdtempSync(join(tmpdir(), 'ward-plans-synth-'));
afterAll(() => rmSync(folder, { recursive: true }));

const smallest = {
  name: 'trial',
  region: 'ap-southeast-1',
  authorityName: 'UBND quận Cầu Giấy',
  senderAddress: 'ke-hoach@caugiay.example',
  alarmAddress: 'van-hanh@caugiay.example',
  locale: 'vi',
};

export const customDomain = {
  domainName: 'ke-hoach.caugiay.example',
  certificateArn: 'arn:aws:acm:ap-southeast-1:111122223333:certificate/0f1e2d3c',
};

/** A stage with the fewest fields, and what the test adds. */
export function stage(more: Record<string, unknown> = {}): StageConfig {
  return parseStageConfig({ ...smallest, ...more }, 'the stage of this test');
}

/** The app of a stage without its code, to be synthesized somewhere of its own. */
export function appOf(more?: Record<string, unknown>) {
  return buildApp({
    stageConfig: stage(more),
    outdir: mkdtempSync(join(folder, 'app-')),
  });
}

export interface Templates {
  readonly records: Template;
  readonly service: Template;
}

/** The two templates of a stage. */
export function synthesize(more?: Record<string, unknown>): Templates {
  const assembly = appOf(more).synth();
  const template = (part: string) => Template.fromJSON(assembly.getStackByName(`ward-plans-trial-${part}`).template);
  return { records: template('records'), service: template('service') };
}

const resourceSchema = z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) });

export interface TemplateResource {
  readonly id: string;
  readonly properties: Record<string, unknown>;
}

/** What the template holds: the type of each resource by its logical id. */
export function inventoryOf(template: Template): Record<string, string> {
  const { Resources } = z.looseObject({ Resources: z.record(z.string(), resourceSchema) }).parse(template.toJSON());
  return Object.fromEntries(Object.entries(Resources).map(([id, { Type }]) => [id, Type]));
}

/** All resources of one type, each with its logical id. */
export function resourcesOf(template: Template, type: string): TemplateResource[] {
  return Object.entries(template.findResources(type)).map(([id, resource]) => ({
    id,
    properties: resourceSchema.parse(resource).Properties,
  }));
}

const statementSchema = z.looseObject({
  Effect: z.enum(['Allow', 'Deny']),
  Action: z.union([z.string().transform((action) => [action]), z.array(z.string())]),
  Resource: z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]),
});

/** One thing that the role of a function may do, and on what (as text that names the resource). */
export interface Permission {
  readonly action: string;
  readonly resource: string;
}

/** Everything that the function whose logical id begins so may do. */
export function permissionsOf(template: Template, functionIdPrefix: string): Permission[] {
  return resourcesOf(template, 'AWS::IAM::Policy')
    .filter(({ id }) => id.startsWith(functionIdPrefix))
    .flatMap(({ properties }) => {
      const document = z.object({ Statement: z.array(statementSchema) }).parse(properties['PolicyDocument']);
      return document.Statement.filter(({ Effect }) => Effect === 'Allow').flatMap(({ Action, Resource }) =>
        Action.flatMap((action) => Resource.map((resource) => ({ action, resource: JSON.stringify(resource) }))),
      );
    });
}
