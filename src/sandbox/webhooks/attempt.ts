// One attempt to deliver: signs the body, posts it, waits ten seconds at most, and says what became of it.
import { createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Delivery } from '../state/apps.ts';

/** GitHub hangs up after this long (best practices for using webhooks). */
export const deliveryTimeoutMs = 10_000;

/** What became of an attempt, in the words of the delivery log; 0 where there was no answer. */
export type Outcome = Pick<Delivery, 'status' | 'statusCode' | 'responseHeaders' | 'responseBody' | 'duration'>;

/** The signature of a body under a secret, as `X-Hub-Signature-256` carries it. */
export function signatureOf(secret: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** What is posted, where. */
export type Posting = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** Posts once; never throws, never follows a redirect. Aborting the signal counts as a failed connection. */
export async function attempt(posting: Posting, signal: AbortSignal, timeoutMs = deliveryTimeoutMs): Promise<Outcome> {
  const started = performance.now();
  const outcome = await post(posting, signal, AbortSignal.timeout(timeoutMs)).catch(failed);
  return { ...outcome, duration: Math.round((performance.now() - started) / 10) / 100 };
}

type Answered = Omit<Outcome, 'duration'>;

function post({ url, headers, body }: Posting, signal: AbortSignal, timeout: AbortSignal): Promise<Answered> {
  const start = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    // A connection of its own: one kept from before may just be closed by the receiver, and a delivery is not tried again.
    const options = { method: 'POST', headers, agent: false, signal: AbortSignal.any([signal, timeout]) };
    const request = start(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const responseBody = Buffer.concat(chunks).toString('utf8');
        const statusCode = response.statusCode ?? 0;
        const responseHeaders = Object.fromEntries(
          Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
        );
        resolve({ statusCode, status: nameOf(statusCode, response.statusMessage), responseHeaders, responseBody });
      });
    });
    request.on('error', (problem) => reject(timeout.aborted ? new Error('timed out') : problem));
    request.end(body);
  });
}

function nameOf(statusCode: number, message: string | undefined): string {
  return statusCode >= 200 && statusCode < 300 ? 'OK' : (message ?? String(statusCode));
}

function failed(problem: unknown): Answered {
  const timedOut = problem instanceof Error && problem.message === 'timed out';
  const status = timedOut ? 'timed out' : 'failed to connect to host';
  return { statusCode: 0, status, responseHeaders: {}, responseBody: '' };
}
