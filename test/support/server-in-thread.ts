// A GitHub in a thread of its own that answers one GraphQL query: it hears what is sent while the thread that asks is at work.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Its own authority, for 127.0.0.1 until 2120. Nobody trusts it who is not told to. */
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBXDCCAQKgAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAkxMjcuMC4w
LjEwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CTEyNy4wLjAuMTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNwNXPju6yJ2HyNG
ln5jGnQZf7yPAAsIoXTUl0wt7wccDuoBUoZFeJQQ9AsbFiIzjD+E9qHukUXwWTcX
Q2iKAGijQzBBMA8GA1UdEQQIMAaHBH8AAAEwDwYDVR0TAQH/BAUwAwEB/zAdBgNV
HQ4EFgQUH2evRP1prG6nwyu/o1pMnHp23PswCgYIKoZIzj0EAwIDSAAwRQIhANZY
x3N14WQitXAFrG2PAp2W6/dD0OzsFaegYZtXletUAiBIGW0bDj6HUTPMEp50w7W6
DTrmjxx6ttkcpQtRu9at0A==
-----END CERTIFICATE-----
`;

const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgSNUcBTLXG8wFkyIt
RcR3a+NzZ66twPTIvbGlXHA0pWmhRANCAATcDVz47usidh8jRpZ+Yxp0GX+8jwAL
CKF01JdMLe8HHA7qAVKGRXiUEPQLGxYiM4w/hPah7pFF8Fk3F0NoigBo
-----END PRIVATE KEY-----
`;

export type ServerInThread = {
  readonly url: string;
  /** Holds this thread until a whole request has arrived; false where none has within some seconds. */
  readonly heardMeanwhile: () => boolean;
  readonly heard: () => number;
  readonly close: () => Promise<unknown>;
};

const source = `
const { parentPort, workerData: { scheme, key, cert, heard } } = require('node:worker_threads');
const { createServer } = require('node:' + scheme);
const server = createServer({ key, cert }, (request, response) => {
  request.resume().on('end', () => {
    Atomics.add(heard, 0, 1);
    Atomics.notify(heard, 0);
    response.end('{"data":{"viewer":{}}}');
  });
});
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

export async function startServerInThread(scheme: 'http' | 'https'): Promise<ServerInThread> {
  const heard = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(source, { eval: true, workerData: { scheme, key, cert: certificate, heard } });
  const [port] = await once(worker, 'message');
  return {
    url: `${scheme}://127.0.0.1:${port}`,
    heardMeanwhile: () => Atomics.wait(heard, 0, 0, 10_000) !== 'timed-out',
    heard: () => Atomics.load(heard, 0),
    close: () => worker.terminate(),
  };
}
