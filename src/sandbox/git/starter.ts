/** The program of a small process that starts git for a large one: what a start costs grows with the memory of who starts. Ends with its parent. */
import { spawn } from 'node:child_process';
import type { Asked, Told } from './start-elsewhere.ts';

process.on('message', ({ id, args, cwd, env, input }: Asked) => {
  const child = spawn('git', [...args], { cwd, env, shell: false });
  const out: Buffer[] = [];
  const said: Buffer[] = [];
  const tell = (told: Omit<Told, 'id'>) => process.send?.({ id, ...told });
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  child.on('error', ({ message }) => tell({ failed: message, status: null, out: '', said: '' }));
  child.on('close', (status) =>
    tell({ failed: null, status, out: Buffer.concat(out), said: Buffer.concat(said).toString('utf8') }),
  );
});
process.on('disconnect', () => process.exit());
