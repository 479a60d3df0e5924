// Workflows, and the inputs with which they are dispatched.
import type { InputValue, Workflow, WorkflowInput } from './automation.ts';
import { notFound, Refusal } from './refusal.ts';
import type { Repository } from './repository.ts';
import { nextId, now, type Store } from './store.ts';

/** Makes a workflow known, or replaces the one at the same path. */
export function putWorkflow(
  store: Store,
  repository: Repository,
  input: { readonly path: string; readonly name: string },
): Workflow {
  const before = workflowAt(store, repository, input.path);
  const id = before?.id ?? nextId(store, 'workflow');
  const createdAt = before?.createdAt ?? now(store);
  const workflow: Workflow = { ...input, id, repositoryId: repository.id, state: 'active', createdAt };
  store.workflows.set(id, workflow);
  return workflow;
}

/** The workflow of a file. */
export function workflowAt(store: Store, repository: Repository, path: string): Workflow | undefined {
  return workflowsOf(store, repository).find((one) => one.path === path);
}

/** All workflows of a repository. */
export function workflowsOf(store: Store, repository: Repository): readonly Workflow[] {
  return [...store.workflows.values()].filter((one) => one.repositoryId === repository.id);
}

/** The workflow of this id or file name (`rollback.yml`). */
export function findWorkflow(store: Store, repository: Repository, idOrFile: string): Workflow {
  const found = workflowsOf(store, repository).find(
    (one) => String(one.id) === idOrFile || one.path.split('/').at(-1) === idOrFile,
  );
  if (found === undefined) throw notFound();
  return found;
}

/** The inputs of a run, typed; 422 in GitHub's words for one that is not declared, is missing, or is no value of its type. */
export function inputsFor(
  declared: readonly WorkflowInput[],
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, InputValue>> {
  const unknown = Object.keys(given).filter((name) => !declared.some((input) => input.name === name));
  if (unknown.length > 0) throw new Refusal(422, `Unexpected inputs provided: ${JSON.stringify(unknown)}`);
  return Object.fromEntries(declared.map((input) => [input.name, inputValue(input, given[input.name])]));
}

function inputValue(input: WorkflowInput, given: unknown): InputValue {
  if (given === undefined || given === null || (given === '' && input.required)) {
    if (input.required && input.default === null) throw new Refusal(422, `Required input '${input.name}' not provided`);
    return input.default ?? nothing[input.type];
  }
  const text = typeof given === 'object' ? JSON.stringify(given) : String(given);
  if (input.type === 'boolean') {
    if (text !== 'true' && text !== 'false') throw notAllowed(input, text);
    return text === 'true';
  }
  if (input.type === 'number') {
    if (text.trim() === '' || !Number.isFinite(Number(text))) throw notAllowed(input, text);
    return Number(text);
  }
  if (input.type === 'choice' && !input.options.includes(text)) throw notAllowed(input, text);
  return text;
}

/** What an input is that was neither given nor has a default. */
const nothing = { string: '', boolean: false, number: 0, choice: '', environment: '' } as const;

function notAllowed(input: WorkflowInput, text: string): Refusal {
  return new Refusal(422, `Provided value '${text}' for input '${input.name}' not in the list of allowed values`);
}
