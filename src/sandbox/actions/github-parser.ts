// GitHub's own parser of workflow files, loaded when the first file is read: it takes a fifth of a second, and most tests have no workflow.
import { registerHooks } from 'node:module';

let loaded: Promise<typeof import('@actions/workflow-parser')> | undefined;

/** What GitHub's parser finds wrong with a workflow file, each with its place; nothing when the file is a workflow. */
export async function problemsOf(path: string, text: string): Promise<readonly string[]> {
  loaded ??= load();
  const { parseWorkflow, convertWorkflowTemplate, NoOperationTraceWriter } = await loaded;
  const { context, value } = parseWorkflow({ name: path, content: text }, new NoOperationTraceWriter());
  if (value !== undefined) await convertWorkflowTemplate(context, value);
  const problems = context.errors.getErrors().map(({ message }) => message);
  return value === undefined && problems.length === 0 ? [`${path}: nothing in it is a workflow`] : problems;
}

/** Its ECMAScript modules import JSON without saying so, which bundlers allow and Node does not: the word is added while they are loaded. */
async function load(): Promise<typeof import('@actions/workflow-parser')> {
  const hooks = registerHooks({
    resolve: (specifier, context, next) => {
      const found = next(specifier, context);
      const isData = found.url.includes('/@actions/workflow-parser/') && found.url.endsWith('.json');
      return isData ? { ...found, importAttributes: { type: 'json' } } : found;
    },
  });
  try {
    return await import('@actions/workflow-parser');
  } finally {
    hooks.deregister();
  }
}
