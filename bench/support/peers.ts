// What others' Actions weigh and how long they take for an event that is not theirs: each one's own committed bundle, started as ours is, on two cores over loopback.
import type { Row } from '../report/table.ts';

type Peer = { readonly name: string; readonly commit: string; readonly bytes: number; readonly exitMs: number };

/** Measured once, in 2026, at these commits; they are not measured again with ours. */
const peers: readonly Peer[] = [
  { name: 'github/branch-deploy', commit: '7ad5ec6', bytes: 1_520_655, exitMs: 68 },
  { name: 'github/command', commit: '3442f3f', bytes: 1_236_072, exitMs: 74 },
  { name: 'peter-evans/slash-command-dispatch', commit: 'ad0d154', bytes: 1_366_521, exitMs: 65 },
  { name: 'issue-ops/parser', commit: '9ffc259', bytes: 1_244_651, exitMs: 67 },
  { name: 'issue-ops/validator', commit: '40440af', bytes: 1_727_138, exitMs: 82 },
  { name: 'stefanbuck/github-issue-parser', commit: 'cb6e971', bytes: 1_165_395, exitMs: 58 },
  { name: 'zentered/issue-forms-body-parser', commit: '3dc7e92', bytes: 2_169_457, exitMs: 112 },
];

/** A bare Node took 20 ms there: the row of ours to compare with says how much slower this machine is. */
export const peerRows: readonly Row[] = peers.map(({ name, commit, bytes, exitMs }) => ({
  what: `${name} at ${commit}, measured elsewhere (bare Node there: 20 ms)`,
  result: `${Math.round(bytes / 1000)} kB, ${exitMs} ms to exit`,
}));
