// One HTTP exchange: no redirect is followed, no connection is reused, the answer is read up to a cap, and all of it ends with a signal.
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { LookupFunction } from 'node:net';

export type Question = {
  readonly method: 'POST' | 'GET' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  /** Empty: none. */
  readonly body: string;
  readonly signal: AbortSignal;
  /** How the host is looked up for the very connection that is used. */
  readonly lookup?: LookupFunction;
};

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** At most 64 kB of it. */
  readonly text: string;
};

const MOST_BYTES = 64 * 1024;

/** Asks `url` (http or https); rejects when there is no answer. */
export function exchange(url: URL, question: Question): Promise<Answer> {
  const request = url.protocol === 'https:' ? secureRequest : plainRequest;
  const { method, signal, lookup } = question;
  const length = Buffer.byteLength(question.body);
  const headers = { ...question.headers, ...(length > 0 ? { 'content-length': String(length) } : {}) };
  return new Promise((resolve, reject) => {
    const options = { method, headers, signal, agent: false, ...(lookup === undefined ? {} : { lookup }) };
    const asked = request(url, options, (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      const answer = () => {
        const text = Buffer.concat(parts).subarray(0, MOST_BYTES).toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: single(response.headers), text });
      };
      response.on('data', (part: Buffer) => {
        parts.push(part);
        size += part.length;
        if (size < MOST_BYTES) return;
        answer();
        response.destroy();
      });
      response.on('end', answer);
      response.on('error', reject);
    });
    asked.on('error', reject);
    asked.end(question.body);
  });
}

/** Headers with one value each; those with several (`set-cookie`) are left out. */
function single(headers: NodeJS.Dict<string | string[]>): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
