// The intake as one piece: verifies, groups and stores deliveries, and tells whoever watches what became of them.
import type { Server } from 'node:http';
import type { IntakeSelf } from '../../shell/payloads/reading.ts';
import type { Delivery, Locate } from './delivery.ts';
import { createGroupCommit } from './group-commit.ts';
import { createMemory } from './memory.ts';
import { createIntakeServer, listen, type Routes } from './server.ts';
import { type DeliveryParts, takeDelivery } from './take-delivery.ts';
import { type PagerdutyParts, takePagerduty } from './take-pagerduty.ts';

export type IntakeParts = {
  readonly secrets: readonly string[];
  readonly self: () => IntakeSelf;
  /** Where the incidents are that a payload is about and does not carry. */
  readonly locate: Locate;
  /** Stores deliveries in one transaction; resolves when committed. */
  readonly accept: (deliveries: readonly Delivery[]) => Promise<unknown>;
  /** Whose webhooks of PagerDuty are believed; absent: there is no path for them. */
  readonly pagerduty?: Pick<PagerdutyParts, 'secrets'>;
  readonly pages: Routes['pages'];
  readonly note: DeliveryParts['note'];
  readonly failed: Routes['failed'];
};

export type Intake = {
  /** Returns the port in use. */
  start(port: number, host: string | undefined): Promise<number>;
  /** Takes no new connection, answers what is in hand for at most so many milliseconds, then closes the rest. */
  stop(milliseconds: number): Promise<void>;
};

/** The intake in front of an engine. */
export function createIntake(parts: IntakeParts): Intake {
  if (parts.secrets.length === 0) throw new Error('An intake without a webhook secret would believe anyone.');
  const group = createGroupCommit(parts.accept);
  const memory = createMemory();
  const { secrets, self, locate, note, pagerduty } = parts;
  const server = createIntakeServer({
    webhook: (request) => takeDelivery(request, { secrets, memory, self, locate, note, store: group.add }),
    ...(pagerduty === undefined
      ? {}
      : { pagerduty: (request) => takePagerduty(request, { ...pagerduty, locate, memory, note, store: group.add }) }),
    pages: parts.pages,
    failed: parts.failed,
  });
  return { start: (port, host) => listen(server, port, host), stop: (milliseconds) => stop(server, milliseconds) };
}

async function stop(server: Server, milliseconds: number): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), milliseconds);
  await closed;
  clearTimeout(late);
}
