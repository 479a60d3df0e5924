// Ordered failures: which request meets one, and what it does to the answer.
import { setTimeout as delay } from 'node:timers/promises';
import type { Store } from './state/store.ts';
import type { Fault } from './state/traffic.ts';

/** What a request is known by when faults are looked for. */
export type FaultTarget = {
  readonly method: string;
  readonly path: string;
  /** Route template, or `/graphql`. */
  readonly route: string | null;
  readonly operationId: string | null;
  readonly body: string;
};

/** The next ordered fault that this request meets, counted down; undefined when there is none. */
export function takeFault(store: Store, target: FaultTarget): Fault | undefined {
  const fault = store.faults.find((one) => one.times > 0 && meets(one, target));
  if (fault === undefined) return undefined;
  fault.times -= 1;
  return fault;
}

function meets(fault: Fault, target: FaultTarget): boolean {
  if (fault.match !== null && !target.body.includes(fault.match)) return false;
  if (fault.route === '*' || fault.route === target.operationId) return true;
  const [method = '', path = ''] = fault.route.split(/\s+/, 2);
  if (method !== '*' && method.toUpperCase() !== target.method) return false;
  return path === '*' || path === target.path || plain(path) === plain(target.route ?? '');
}

/** Templates compare without regard to how their parameters are called. */
function plain(template: string): string {
  return template.replaceAll(/\{[^}]*\}/g, '{}');
}

/** Waits as long as the fault says. */
export async function wait(fault: Fault): Promise<void> {
  if (fault.delayMs > 0) await delay(fault.delayMs);
}

/** What a failed request is answered with, in GitHub's usual words for the status unless a body was ordered. */
export function faultAnswer(fault: Fault, status: number) {
  const body = fault.body ?? { message: messages[status] ?? `Failed on order with ${status}`, status: String(status) };
  return { status, body, headers: fault.headers };
}

const messages: Readonly<Record<number, string>> = {
  401: 'Bad credentials',
  403: 'Forbidden',
  404: 'Not Found',
  422: 'Validation Failed',
  429: 'Too Many Requests',
  500: 'Server Error',
  502: 'Server Error',
  503: 'Service Unavailable',
};
