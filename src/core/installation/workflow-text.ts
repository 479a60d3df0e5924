// A shipped workflow for the environment of a policy: the same text, with another name of the environment where that is not `production`.
import { isMap, isScalar, parseDocument } from 'yaml';

const SHIPPED_FOR = 'production';

/** The text for an environment. Remarks and order stay. */
export function workflowText(shipped: string, environment: string): string {
  if (environment === SHIPPED_FOR) return shipped;
  const file = parseDocument(shipped);
  const title = file.get('name');
  if (typeof title === 'string') file.set('name', title.replace(SHIPPED_FOR, environment));
  const input = file.getIn(['on', 'workflow_dispatch', 'inputs', 'environment'], true);
  if (isMap(input)) {
    input.set('default', environment);
    input.set('options', file.createNode([environment], { flow: true }));
  }
  return file.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** The environments that a workflow lets be chosen; null where it takes any. */
export function environmentsIn(text: string): readonly string[] | null {
  const options = parseDocument(text).getIn(['on', 'workflow_dispatch', 'inputs', 'environment', 'options'], true);
  if (options === undefined || typeof options !== 'object' || options === null || !('items' in options)) return null;
  const { items } = options;
  return Array.isArray(items) ? items.map((item) => (isScalar(item) ? String(item.value) : '')) : null;
}
