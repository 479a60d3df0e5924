// What somebody typed for an action of the catalogue, held against what its policy lets through: the closed set of values that reaches the workflow (AC-26).
import { nearest } from '../commands/nearest.ts';
import { codeSpan } from '../markdown/quoted.ts';
import type { Policy } from '../policy/policy.ts';
import { type Problem, problem } from '../problems.ts';
import { isOfPattern, LONGEST_VALUE, readPattern } from './safe-pattern.ts';

export type Action = Policy['mitigations'][number];
export type ActionInput = Action['inputs'][number];
export type Values = Readonly<Record<string, string>>;

/** What `/run` takes beside the inputs of an action, and what a workflow is given besides. */
export const reservedInputs: readonly string[] = ['because', 'incident', 'key'];

/** The values, each as the policy writes it, or the first thing that is wrong. Values of secrets are never repeated. */
export function readInputs(action: Action, typed: Values): { readonly values: Values } | { readonly problem: Problem } {
  const known = action.inputs.map(({ id }) => id);
  const named = Object.keys(typed).filter((name) => name !== 'because');
  const secret = action.inputs.find(({ id, secret: isSecret }) => isSecret && named.includes(id));
  if (secret !== undefined) return { problem: problem('secret-input', { input: codeSpan(secret.id) }) };
  const unknown = named.find((name) => !known.includes(name));
  if (unknown !== undefined) return { problem: unknownInput(unknown, action) };
  const values: Record<string, string> = {};
  for (const input of action.inputs.filter((one) => !one.secret)) {
    const given = Object.hasOwn(typed, input.id) ? typed[input.id] : input.default;
    if (given === null || given === undefined) return { problem: missingInput(input, action) };
    const value = asWritten(input, given);
    if (value === null) return { problem: wrongInput(input, given) };
    values[input.id] = value;
  }
  return { values };
}

/** The value as the policy writes it; null where it is none. */
export function asWritten({ kind, choices, min, max, pattern }: ActionInput, given: string): string | null {
  if (given.length > LONGEST_VALUE) return null;
  switch (kind) {
    case 'choice':
      return choices.find((choice) => choice.toLowerCase() === given.toLowerCase()) ?? null;
    case 'number':
      return /^-?\d{1,12}$/.test(given) && isWithin(Number(given), min, max) ? String(Number(given)) : null;
    case 'pattern': {
      const read = pattern === null ? null : readPattern(pattern);
      return read !== null && isOfPattern(read, given) ? given : null;
    }
  }
}

function isWithin(value: number, min: number | null, max: number | null): boolean {
  return (min === null || value >= min) && (max === null || value <= max);
}

/** How an action is typed, with what is expected of each input. */
export function usageOfAction({ id, inputs }: Action): string {
  const each = inputs.filter(({ secret }) => !secret);
  return [`/run ${id}`, ...each.map((input) => `${input.id}=${exampleOf(input)}`)].join(' ');
}

function exampleOf({ kind, choices, min, default: usual }: ActionInput): string {
  if (usual !== null) return usual;
  if (kind === 'choice') return choices[0] ?? '…';
  return kind === 'number' ? String(min ?? 1) : '…';
}

/** What an input takes, in our words with the policy's values in code. */
export function expectedOf({ kind, choices, min, max, pattern }: ActionInput): string {
  switch (kind) {
    case 'choice':
      return `one of ${choices.map((choice) => codeSpan(choice)).join(', ')}`;
    case 'number':
      return `a whole number from ${min ?? 'any'} to ${max ?? 'any'}`;
    case 'pattern':
      return `all of it of the pattern ${codeSpan(pattern ?? '', { max: LONGEST_VALUE })}, at most ${LONGEST_VALUE} characters`;
  }
}

function unknownInput(typed: string, action: Action): Problem {
  const known = action.inputs.filter(({ secret }) => !secret).map(({ id }) => id);
  const near = nearest(typed, known);
  return problem('unknown-input', {
    action: codeSpan(`/run ${action.id}`),
    typed: codeSpan(`${typed}=`),
    known: known.length === 0 ? 'none' : known.map((id) => codeSpan(`${id}=`)).join(', '),
    next: near === null ? usage(action) : `Did you mean ${codeSpan(`${near}=`)}? ${usage(action)}`,
  });
}

function missingInput(input: ActionInput, action: Action): Problem {
  return problem('missing-input', {
    action: codeSpan(`/run ${action.id}`),
    input: codeSpan(`${input.id}=`),
    expected: expectedOf(input),
    next: usage(action),
  });
}

function wrongInput(input: ActionInput, given: string): Problem {
  const near = input.kind === 'choice' ? nearest(given.toLowerCase(), input.choices) : null;
  return problem('wrong-input', {
    input: codeSpan(`${input.id}=`),
    typed: codeSpan(given),
    expected: expectedOf(input),
    next:
      near === null
        ? 'Comment it again with one that is'
        : `Comment it again with ${codeSpan(`${input.id}=${near}`)}, or what you meant`,
  });
}

function usage(action: Action): string {
  return `Comment ${codeSpan(usageOfAction(action), { max: 200 })}`;
}
