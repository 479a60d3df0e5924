// The declaration form of a policy: a form file whose questions for severity and detection are brought in line with it.
import { type Document, isMap, isSeq, parseDocument, type YAMLMap } from 'yaml';
import type { Policy } from '../policy/policy.ts';
import { severityOptions } from './under-policy.ts';

/** Where a question keeps what is asked. */
const ATTRIBUTES = 'attributes';

/**
 * The text of a form file for a policy: `base` with the options and the help of `severity`, and the options of `detection` where the
 * policy has its own. Everything else of the file stays, comments too; a question that it does not ask is not added. Throws when `base` is no YAML.
 */
export function formFileFor(base: string, policy: Policy): string {
  const document = parseDocument(base);
  const [fault] = document.errors;
  if (fault !== undefined) throw fault;
  const severity = question(document, 'severity');
  severity?.setIn([ATTRIBUTES, 'options'], document.createNode(severityOptions(policy)));
  severity?.setIn([ATTRIBUTES, 'description'], severityHelp(policy));
  const { detection } = policy.intake;
  if (detection.length > 0)
    question(document, 'detection')?.setIn([ATTRIBUTES, 'options'], document.createNode(detection));
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** Examples of each level that has some (`S003-07`), then what to do when in doubt. */
function severityHelp({ levels }: Policy): string {
  const examples = levels.flatMap(({ name, examples: some }) =>
    some.length === 0 ? [] : [`- ${name}, for example: ${some.join('; ')}`],
  );
  const doubt = 'If unsure, take the worse one; `/severity` changes it at once.';
  return examples.length === 0 ? doubt : `${[...examples, '', doubt].join('\n')}\n`;
}

function question(document: Document, id: string): YAMLMap | null {
  const body = document.get('body');
  const found = isSeq(body) ? body.items.find((item) => isMap(item) && item.get('id') === id) : undefined;
  return isMap(found) && found.get('type') === 'dropdown' && isMap(found.get(ATTRIBUTES)) ? found : null;
}
