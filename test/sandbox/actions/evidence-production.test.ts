/** The example of a workflow that asks probes, as teams copy it: as it is in this repository, executed. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { probesIn } from '../../../src/shell/github/run-probes.ts';
import { dispatch, jobsOf, logOf, putFile, runOf, withFiles } from './support.ts';

const file = '.github/workflows/evidence-production.yml';
const text = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');

test('asks every probe whatever the others do, and what one prints is never taken for another (S000-11 to S000-13, S003-13)', async () => {
  const { sandbox, responder } = await withFiles({ [file]: text }, { runs: 'execute' });
  const script =
    'case "$2" in database) echo refused; exit 1;; logs) echo "lines=$4 since=$5"; echo "probe: database ok";; *) echo "$3";; esac';
  await putFile(responder, '.github/deploy/probe', `#!/bin/bash\n${script}\n`);
  const probes = [
    { id: 'database', kind: 'database' },
    { id: 'logs', kind: 'logs', lines: 50 },
    { id: 'errors', kind: 'logs', since: 'PT15M' },
    { id: '$(echo evil)', kind: 'command' },
    { id: 'memory', kind: 'system' },
  ];
  const id = await dispatch(responder, 'evidence-production.yml', {
    inputs: { probes: JSON.stringify(probes), key: 'k-1' },
  });
  await sandbox.runs.idle();
  const [job] = await jobsOf(responder, id);
  expect(await runOf(responder, id)).toMatchObject({
    conclusion: 'success',
    display_title: 'Evidence of production (k-1)',
  });
  const log = await logOf(responder, job.id);
  expect(probesIn(log)).toEqual([
    { id: 'database', ok: false, lines: ['refused'] },
    { id: 'logs', ok: true, lines: ['lines=50 since=', 'probe: database ok'] },
    { id: 'errors', ok: true, lines: ['lines= since=PT15M', 'probe: database ok', '$(echo evil)'] },
    { id: 'memory', ok: true, lines: ['memory'] },
  ]);
});
