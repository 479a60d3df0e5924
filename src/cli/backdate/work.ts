/** Reads what there is and plans, then makes the records. */
import { type Planned, planIssue, planPull } from '../../core/backdate/plan.ts';
import type { Form } from '../../core/form/form.ts';
import { parseFormFile } from '../../core/form/parse-form-file.ts';
import { ranksElsewhere } from '../../core/form/ranks-elsewhere.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { policyFrom } from '../../core/policy/policy-from.ts';
import { timestamp } from '../../core/time.ts';
import { readPast } from '../../shell/backdate/read-past.ts';
import { type Written, writePast } from '../../shell/backdate/write-past.ts';
import { readPolicy } from '../../shell/github/installation/gather.ts';
import { readRepository } from '../../shell/github/readiness/repository.ts';
import { createRenderer } from '../../shell/render/renderer.ts';
import { readShipped, type Shipped } from '../../shell/templates/shipped.ts';
import { printable } from '../policy/file.ts';
import type { Terminal } from '../verb.ts';
import type { World } from '../world.ts';
import type { Access } from './hands.ts';
import { mappingOf, type Wanted } from './wanted.ts';

/** How it waits for GitHub, milliseconds. */
export type Sleep = (milliseconds: number) => Promise<unknown>;

/** What is to be done, and what it takes. */
export type Plan = {
  readonly planned: readonly Planned[];
  readonly policy: Policy;
  readonly isPrivate: boolean;
  readonly shipped: Shipped;
};

/** What is to be done with every issue that has one of the labels. Throws `WrongUse`, and what the client throws. */
export async function planOf(
  { place, labels, patterns, open }: Wanted,
  { client, key, bot }: Access,
  world: World,
  terminal: Terminal,
): Promise<Plan> {
  const shipped = readShipped();
  const { policy } = await readPolicy(client, place, (file, bases) => policyFrom(shipped.policies, file, null, bases));
  const mapping = mappingOf(labels, policy);
  const { repository } = await readRepository(client, place, world.now);
  const say = patientSay(terminal, world);
  const names = labels.map(({ label }) => label);
  const past = await readPast(client, place, names, { key, app: bot?.login ?? null, say });
  const ways = {
    policy,
    mapping,
    patterns,
    open,
    form: formOf(shipped),
    now: timestamp(new Date(world.now()).toISOString()),
  };
  const planned = [...past.issues.map((one) => planIssue(one, ways)), ...past.pulls.map(planPull)];
  return { planned, policy, isPrivate: repository.private, shipped };
}

function formOf({ form: text, policies }: Shipped): Form {
  const { form } = parseFormFile(text);
  if (form === null) throw new Error('The shipped declaration form is broken: the installation is incomplete');
  return { ...form, ranksElsewhere: ranksElsewhere(policies) };
}

/** `written` is filled as it goes, so that what was done is known whatever happens. */
export type Writing = {
  readonly world: World;
  readonly terminal: Terminal;
  readonly sleep: Sleep;
  readonly written: Written[];
};

/** Makes the records. Throws what `writePast` throws. */
export async function writeAll(
  { planned, policy, isPrivate, shipped }: Plan,
  { client, key, bot }: Access,
  { world, terminal, sleep, written }: Writing,
): Promise<void> {
  const wanted = planned.flatMap((one) => (one.kind === 'take' || one.kind === 'begun' ? [one] : []));
  const { ready } = createRenderer({ signingKey: key, templates: shipped.messages });
  const progress = patientSay(terminal, world);
  const say = (text: string) => terminal.complain(printable(text));
  const hands = { client, botId: bot?.id ?? 0, ready, policy, isPrivate, say, sleep };
  for await (const one of writePast(wanted, hands)) {
    written.push(one);
    if (one.failed !== null) say(`#${one.number} failed: ${one.failed}`);
    progress(`${written.length} of ${wanted.length} written.`);
  }
}

/** At most a line a second, none within the first. */
function patientSay(terminal: Terminal, { now }: World): (text: string) => void {
  let last = now();
  return (text) => {
    if (now() - last < 1000) return;
    last = now();
    terminal.complain(text);
  };
}
