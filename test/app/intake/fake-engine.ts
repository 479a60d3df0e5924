// An intake on a free port with an engine that only remembers, and requests that are signed as GitHub signs them.
import { createHmac } from 'node:crypto';
import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import type { Delivery } from '../../../src/app/intake/delivery.ts';
import { createIntake, type IntakeParts } from '../../../src/app/intake/intake.ts';
import { self } from '../../shell/payloads/payload-samples.ts';

export const secret = "It's a Secret to Everybody";

export type Answered = { readonly status: number; readonly text: string; readonly headers: IncomingHttpHeaders };

export function sign(body: string | Buffer, by: string = secret): string {
  return `sha256=${createHmac('sha256', by).update(body).digest('hex')}`;
}

/** Starts an intake; `stored` has what each commit was handed, `notes` what was told to the metrics. */
export async function startIntake(over: Partial<IntakeParts> = {}) {
  const stored: (readonly Delivery[])[] = [];
  const notes: string[] = [];
  const failures: unknown[] = [];
  const intake = createIntake({
    secrets: [secret],
    self: () => self,
    locate: async () => [],
    accept: async (deliveries) => {
      stored.push(deliveries);
    },
    pages: new Map(),
    note: (outcome) => {
      notes.push(outcome);
    },
    failed: (error) => {
      failures.push(error);
    },
    ...over,
  });
  const port = await intake.start(0, '127.0.0.1');
  return { port, stored, notes, failures, stop: () => intake.stop(1_000), intake };
}

/** One request; the body is sent as it is. */
export function send(
  port: number,
  given: { method?: string; path?: string; headers?: OutgoingHttpHeaders | readonly string[]; body?: string | Buffer },
): Promise<Answered> {
  const { method = 'POST', path = '/api/github/webhooks', headers = {}, body = '' } = given;
  return new Promise((resolve, reject) => {
    const call = request({ port, host: '127.0.0.1', method, path, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString(), headers: response.headers }),
      );
    });
    call.on('error', reject);
    call.end(body);
  });
}

/** A delivery as GitHub makes it. */
export function deliver(
  port: number,
  body: string | Buffer,
  headers: OutgoingHttpHeaders = {},
  path?: string,
): Promise<Answered> {
  const usual = {
    'content-type': 'application/json',
    'x-github-event': 'issues',
    'x-github-delivery': 'b2c3d4e5-0000-4000-8000-000000000001',
    'x-github-hook-id': '4711',
    'x-hub-signature-256': sign(body),
  };
  const given = Object.entries({ ...usual, ...headers }).filter(([, value]) => value !== undefined);
  return send(port, { headers: Object.fromEntries(given), body, ...(path === undefined ? {} : { path }) });
}
