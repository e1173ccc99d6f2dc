import { TemplateNotUnderstood } from './template-error.ts';

/** Whether an event is one that the pattern asks for. */
export type EventMatcher = (event: unknown) => boolean;
type LeafMatcher = (candidates: readonly unknown[]) => boolean;

/**
 * Compiles a pattern of EventBridge rules and Lambda event filters, which share one language: objects lead to fields, a
 * list names the alternatives for a field. Understood: exact values, `prefix`, `suffix`, `equals-ignore-case`, `wildcard`,
 * `anything-but`, `exists`, `numeric` and `$or`.
 * @param where names the resource in the error
 * @throws TemplateNotUnderstood for any other operator, rather than matching too much or too little
 */
export function compilePattern(pattern: unknown, where: string): EventMatcher {
  if (!isRecord(pattern)) throw new TemplateNotUnderstood(where, 'an event pattern must be an object');
  const checks = Object.entries(pattern).map(([key, wanted]) =>
    key === '$or' ? compileAlternatives(wanted, where) : compileField(key, wanted, `${where}.${key}`),
  );
  return (event) => checks.every((check) => check(event));
}

function compileAlternatives(wanted: unknown, where: string): EventMatcher {
  if (!Array.isArray(wanted)) throw new TemplateNotUnderstood(where, '$or must be a list of patterns');
  const alternatives = wanted.map((pattern) => compilePattern(pattern, where));
  return (event) => alternatives.some((matches) => matches(event));
}

function compileField(key: string, wanted: unknown, where: string): EventMatcher {
  if (Array.isArray(wanted)) {
    if (wanted.length === 0)
      throw new TemplateNotUnderstood(where, 'an event pattern lists no value, so nothing would match');
    const leaves = wanted.map((one: unknown) => compileLeaf(one, where));
    return (event) => {
      const candidates = valuesAt(event, key);
      return leaves.some((matches) => matches(candidates));
    };
  }
  const inner = compilePattern(wanted, where);
  return (event) => {
    const value = isRecord(event) ? event[key] : undefined;
    return Array.isArray(value) ? value.some(inner) : inner(value);
  };
}

/** What a field holds: the members of a list count one by one; an absent field holds nothing. */
function valuesAt(event: unknown, key: string): readonly unknown[] {
  const value = isRecord(event) ? event[key] : undefined;
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function compileLeaf(wanted: unknown, where: string): LeafMatcher {
  if (!isRecord(wanted)) return (candidates) => candidates.includes(wanted);
  const operators = Object.entries(wanted);
  const [operator] = operators;
  if (operator === undefined || operators.length > 1) {
    throw new TemplateNotUnderstood(where, 'an event pattern names one operator per alternative');
  }
  return compileOperator(operator[0], operator[1], where);
}

function compileOperator(name: string, operand: unknown, where: string): LeafMatcher {
  switch (name) {
    case 'prefix':
    case 'suffix':
    case 'equals-ignore-case':
    case 'wildcard':
      return anyText(textTest(name, operand, where));
    case 'exists':
      if (typeof operand !== 'boolean') throw new TemplateNotUnderstood(where, '"exists" takes true or false');
      return (candidates) => candidates.length > 0 === operand;
    case 'anything-but':
      return anythingBut(operand, where);
    case 'numeric':
      return numeric(operand, where);
    default:
      throw new TemplateNotUnderstood(where, `the event pattern operator "${name}" is not one the local run knows`);
  }
}

function anyText(test: (text: string) => boolean): LeafMatcher {
  return (candidates) => candidates.some((one) => typeof one === 'string' && test(one));
}

function textTest(name: string, operand: unknown, where: string): (text: string) => boolean {
  if (typeof operand !== 'string') {
    throw new TemplateNotUnderstood(where, `the event pattern operator "${name}" takes a text here`);
  }
  switch (name) {
    case 'prefix':
      return (text) => text.startsWith(operand);
    case 'suffix':
      return (text) => text.endsWith(operand);
    case 'equals-ignore-case':
      return (text) => text.toLowerCase() === operand.toLowerCase();
    case 'wildcard': {
      const parts = operand.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      const expression = new RegExp(`^${parts.join('.*')}$`, 's');
      return (text) => expression.test(text);
    }
    default:
      throw new TemplateNotUnderstood(where, `the event pattern operator "${name}" is not one the local run knows`);
  }
}

/** True when the field is there and none of its values is among the named ones, as EventBridge reads it. */
function anythingBut(operand: unknown, where: string): LeafMatcher {
  const forbidden = isRecord(operand)
    ? [compileLeaf(operand, where)]
    : (Array.isArray(operand) ? operand : [operand]).map((one: unknown) => compileLeaf(one, where));
  return (candidates) => candidates.some((one) => !forbidden.some((matches) => matches([one])));
}

function numeric(operand: unknown, where: string): LeafMatcher {
  if (!Array.isArray(operand) || operand.length === 0 || operand.length % 2 !== 0) {
    throw new TemplateNotUnderstood(where, '"numeric" takes pairs of a comparison and a number');
  }
  const tests: ((value: number) => boolean)[] = [];
  for (let at = 0; at < operand.length; at += 2) tests.push(comparison(operand[at], operand[at + 1], where));
  return (candidates) => candidates.some((one) => typeof one === 'number' && tests.every((test) => test(one)));
}

function comparison(sign: unknown, bound: unknown, where: string): (value: number) => boolean {
  if (typeof bound !== 'number') throw new TemplateNotUnderstood(where, '"numeric" compares with numbers');
  switch (sign) {
    case '=':
      return (value) => value === bound;
    case '<':
      return (value) => value < bound;
    case '<=':
      return (value) => value <= bound;
    case '>':
      return (value) => value > bound;
    case '>=':
      return (value) => value >= bound;
    default:
      throw new TemplateNotUnderstood(where, `"numeric" does not know the comparison ${JSON.stringify(sign)}`);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
