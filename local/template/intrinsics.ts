import type { Resource, Stack } from './read-templates.ts';
import { type LocalPlace, resourceKinds } from './resource-kinds.ts';
import { TemplateNotUnderstood } from './template-error.ts';

export type Resolver = {
  /** The value of a property with every function of CloudFormation carried out. `at` leads to it, for messages. */
  property(resource: Resource, name: string): unknown;
  /** The name that the deployed resource would bear, or that is generated for it. */
  nameOf(resource: Resource): string;
  /** What `Fn::GetAtt` gives for it. */
  attributeOf(resource: Resource, name: string): string;
};

type Scope = { stack: Stack; where: string; depth: number };

/** CloudFormation refuses circles; a reference that runs deeper than this is one. */
const deepest = 40;

/**
 * Carries out the functions of the templates with local values: Ref, Fn::GetAtt, Fn::Join, Fn::Sub, Fn::Select, Fn::Split,
 * Fn::ImportValue across stacks, and the pseudo parameters.
 * The methods throw TemplateNotUnderstood, naming the resource and the property, for whatever cannot be resolved.
 */
export function createResolver(stacks: readonly Stack[], place: LocalPlace): Resolver {
  let exported: Map<string, { value: unknown; scope: Scope }> | undefined;

  function resolve(value: unknown, scope: Scope): unknown {
    if (Array.isArray(value)) {
      return value.map((one) => resolve(one, scope)).filter((one) => one !== undefined);
    }
    if (!isRecord(value)) return value;
    const entries = Object.entries(value);
    const [only] = entries;
    if (entries.length === 1 && only !== undefined && (only[0] === 'Ref' || only[0].startsWith('Fn::'))) {
      return call(only[0], only[1], scope);
    }
    const resolved: Record<string, unknown> = {};
    for (const [key, inner] of entries) {
      const one = resolve(inner, { ...scope, where: `${scope.where}.${key}` });
      if (one !== undefined) resolved[key] = one;
    }
    return resolved;
  }

  function call(name: string, argument: unknown, outer: Scope): unknown {
    const scope = { ...outer, depth: outer.depth + 1 };
    if (scope.depth > deepest) throw new TemplateNotUnderstood(scope.where, 'references run in a circle');
    switch (name) {
      case 'Ref':
        return reference(text(argument, scope), scope);
      case 'Fn::GetAtt':
        return attribute(argument, scope);
      case 'Fn::Join': {
        const [separator, parts] = pair(argument, scope);
        return list(parts, scope)
          .map((part) => text(part, scope))
          .join(text(separator, scope));
      }
      case 'Fn::Split': {
        const [separator, source] = pair(argument, scope);
        return text(resolve(source, scope), scope).split(text(separator, scope));
      }
      case 'Fn::Select': {
        const [index, source] = pair(argument, scope);
        const selected = list(source, scope)[Number(resolve(index, scope))];
        if (selected === undefined) throw new TemplateNotUnderstood(scope.where, 'Fn::Select selects nothing');
        return selected;
      }
      case 'Fn::Sub':
        return substitute(argument, scope);
      case 'Fn::ImportValue':
        return importValue(text(resolve(argument, scope), scope), scope);
      default:
        throw new TemplateNotUnderstood(scope.where, `the local run does not know the function ${name}`);
    }
  }

  function reference(target: string, scope: Scope): unknown {
    switch (target) {
      case 'AWS::Region':
        return place.region;
      case 'AWS::AccountId':
        return place.accountId;
      case 'AWS::Partition':
        return 'aws';
      case 'AWS::URLSuffix':
        return 'amazonaws.com';
      case 'AWS::StackName':
      case 'AWS::StackId':
        return scope.stack.name;
      case 'AWS::NoValue':
        return undefined;
      default: {
        const resource = find(scope.stack, target);
        if (resource !== undefined) return kindOf(resource, scope).ref(nameOf(resource, scope), place);
        const parameter = scope.stack.template.Parameters[target];
        if (parameter?.Default !== undefined && !parameter.Type.startsWith('AWS::SSM')) return parameter.Default;
        throw new TemplateNotUnderstood(
          scope.where,
          `cannot resolve a reference to ${target}: the template gives no value for it`,
        );
      }
    }
  }

  function attribute(argument: unknown, scope: Scope): string {
    const [target, name] = typeof argument === 'string' ? splitOnce(argument) : pair(argument, scope);
    const resource = find(scope.stack, text(target, scope));
    if (resource === undefined) {
      throw new TemplateNotUnderstood(
        scope.where,
        `Fn::GetAtt names ${text(target, scope)}, which the stack does not hold`,
      );
    }
    return attributeOf(resource, text(name, scope), scope);
  }

  function attributeOf(resource: Resource, name: string, scope: Scope): string {
    const value = kindOf(resource, scope).attributes[name];
    if (value === undefined) {
      throw new TemplateNotUnderstood(scope.where, `the local run has no attribute ${name} for ${resource.label}`);
    }
    return value(nameOf(resource, scope), place);
  }

  function substitute(argument: unknown, scope: Scope): string {
    const [template, given] = typeof argument === 'string' ? [argument, {}] : pair(argument, scope);
    const variables = isRecord(given) ? given : {};
    return text(template, scope).replace(/\$\{(!?)([^}]+)\}/g, (whole, literal: string, name: string) => {
      if (literal !== '') return `\${${name}}`;
      if (Object.hasOwn(variables, name)) return text(resolve(variables[name], scope), scope);
      return text(name.includes('.') ? attribute(name, scope) : reference(name, scope), {
        ...scope,
        where: `${scope.where} ${whole}`,
      });
    });
  }

  function importValue(name: string, scope: Scope): unknown {
    exported ??= findExports(scope);
    const found = exported.get(name);
    if (found === undefined)
      throw new TemplateNotUnderstood(scope.where, `no stack of this deployment exports ${name}`);
    return resolve(found.value, { ...found.scope, depth: scope.depth });
  }

  function findExports({ depth }: Scope): Map<string, { value: unknown; scope: Scope }> {
    const found = new Map<string, { value: unknown; scope: Scope }>();
    for (const stack of stacks) {
      for (const [outputId, output] of Object.entries(stack.template.Outputs)) {
        const scope = { stack, where: `${stack.name}/${outputId} (output)`, depth };
        if (output.Export !== undefined)
          found.set(text(resolve(output.Export.Name, scope), scope), { value: output.Value, scope });
      }
    }
    return found;
  }

  function kindOf(resource: Resource, scope: Scope) {
    const kind = resourceKinds[resource.type];
    if (kind === undefined) {
      throw new TemplateNotUnderstood(
        scope.where,
        `refers to ${resource.label}, a kind that the local run does not know`,
      );
    }
    return kind;
  }

  function nameOf(resource: Resource, scope: Scope): string {
    const property = resourceKinds[resource.type]?.nameProperty;
    const given = property === undefined ? undefined : resource.properties[property];
    if (given !== undefined) return text(resolve(given, { ...scope, stack: stackOf(resource) }), scope);
    // Names are unique in the stack, so the integration of a route is found by the name alone.
    if (property === undefined) return resource.logicalId;
    const generated = `${resource.stackName}-${resource.logicalId}`;
    return resource.type === 'AWS::S3::Bucket'
      ? generated
          .toLowerCase()
          .slice(-63)
          .replace(/^[^a-z0-9]+/, '')
      : generated;
  }

  function list(value: unknown, scope: Scope): unknown[] {
    const resolved = resolve(value, scope);
    if (!Array.isArray(resolved))
      throw new TemplateNotUnderstood(scope.where, `expected a list, found ${JSON.stringify(resolved)}`);
    return resolved;
  }

  function stackOf(resource: Resource): Stack {
    const stack = stacks.find((one) => one.name === resource.stackName);
    if (stack === undefined)
      throw new TemplateNotUnderstood(resource.label, 'its stack is not part of this deployment');
    return stack;
  }

  const scopeOf = (resource: Resource): Scope => ({ stack: stackOf(resource), where: resource.label, depth: 0 });
  return {
    property: (resource, name) =>
      resolve(resource.properties[name], { ...scopeOf(resource), where: `${resource.label}.${name}` }),
    nameOf: (resource) => nameOf(resource, scopeOf(resource)),
    attributeOf: (resource, name) => attributeOf(resource, name, scopeOf(resource)),
  };
}

function find(stack: Stack, logicalId: string): Resource | undefined {
  return stack.resources.find((resource) => resource.logicalId === logicalId);
}

function splitOnce(path: string): [string, string] {
  const dot = path.indexOf('.');
  return [path.slice(0, dot), path.slice(dot + 1)];
}

function pair(value: unknown, scope: Scope): [unknown, unknown] {
  if (Array.isArray(value) && value.length === 2) return [value[0], value[1]];
  throw new TemplateNotUnderstood(scope.where, `expected two arguments, found ${JSON.stringify(value)}`);
}

function text(value: unknown, scope: Scope): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TemplateNotUnderstood(scope.where, `expected a text, found ${JSON.stringify(value)}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
