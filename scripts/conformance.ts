// Writes docs/conformance.md, what becomes of every requirement of the five runbooks, from docs/conformance.yml and the titles of tests: `node scripts/conformance.ts`.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';

/** The five runbooks, by number and shipped preset, and how many requirements each has. */
export const runbooks = [
  { number: '000', preset: 'emergency', requirements: 47 },
  { number: '001', preset: 'standard', requirements: 40 },
  { number: '002', preset: 'sev', requirements: 40 },
  { number: '003', preset: 'github', requirements: 41 },
  { number: '004', preset: 'commander', requirements: 30 },
] as const;
type Runbook = (typeof runbooks)[number];

/** What a planned requirement may wait for, and what that brings. */
export const capabilities = {
  'intake and commands': 'forms made from the policy, the rest of the commands, checklists and gates',
  'clock and channels': 'late responses and resolutions, on-call, templates at their moments, Slack, PagerDuty, e-mail, status page',
  mitigation: 'what changed, evidence, rollback to the last known good version, the actions of the runbook, verification',
  'hotfix lane': 'hotfix pull requests with a gate, the proper fix that has to follow, temporary fixes',
  learning: 'the postmortem as a pull request, its lint, follow-ups and metrics',
  'companion Actions and installation': 'running without a server, setting it up, checking that it is ready',
} as const; // biome-ignore format: a table

const sentence = z
  .string()
  .max(200)
  .regex(/^[^|<>\n]*[^\s.]\.$/, 'expected one sentence that ends with a full stop, without | < >');
const stated = { id: z.string().regex(/^S\d{3}-\d{2}$/, 'expected an id such as S003-09'), says: sentence };
const capability = z.enum(Object.keys(capabilities));

const Requirement = z.discriminatedUnion('state', [
  // What it waited for may stay when it works, so that saying so is one word.
  z.strictObject({
    ...stated,
    state: z.literal('works'),
    capability: capability.optional(),
    so_far: sentence.optional(),
  }),
  z.strictObject({ ...stated, state: z.literal('planned'), capability, so_far: sentence.optional() }),
  z.strictObject({ ...stated, state: z.literal('not-ours'), instead: sentence }),
]);
export type Requirement = z.infer<typeof Requirement>;

/** The requirements that a YAML text states, in its order. Throws on anything that is not one. */
export function readRequirements(text: string): readonly Requirement[] {
  return z.array(Requirement).parse(parse(text));
}

/** A test, or a named row of its table, whose title names a requirement. `file` is a path from the root. */
export type NamedTest = { readonly id: string; readonly file: string };

/** Comments, regular expressions and strings, so that a quote in one of the first two does not begin a string. */
const tokens =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|(?<=[(,=:[!&|?{};>\n]\s*)\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/|(?<string>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)/g;

/** The ids that strings of one line in a test's source name, each once. Ids in comments do not count, ranges are not understood. */
export function idsIn(source: string): readonly string[] {
  const strings = [...source.matchAll(tokens)].map(({ groups }) => groups?.['string'] ?? '');
  const lines = strings.filter((text) => !text.includes('\n'));
  return [...new Set(lines.flatMap((text) => text.match(/\bS\d{3}-\d{2}\b/g) ?? []))];
}

/** Where titles are looked for; the first three prove that a requirement works. */
const folders = ['test/acceptance', 'test/browser', 'test/core', 'test/cli'] as const;

/** Whether a test may prove a requirement: a story on the GitHub API or in a browser, or a pure rule of the core. */
export function proves({ file }: NamedTest): boolean {
  return folders.slice(0, 3).some((folder) => file.startsWith(`${folder}/`));
}

const root = new URL('../', import.meta.url);

/** Every test of the project that names a requirement. */
export function namedTests(): readonly NamedTest[] {
  return folders.flatMap((folder) => {
    const all = existsSync(new URL(folder, root)) ? readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }) : [];
    const files = all.filter((name) => name.endsWith('.test.ts')).map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
    return files.sort().flatMap((file) => idsIn(readFileSync(new URL(file, root), 'utf8')).map((id) => ({ id, file })));
  });
} // biome-ignore format: one thought a line

const introduction = `# The five runbooks, requirement by requirement

Firebreak ships five runbooks as presets. This page says of each of their requirements what becomes of it; \`node scripts/conformance.ts\` makes it from [conformance.yml](conformance.yml) and the titles of the tests.

- **works**: the tests that are linked name the requirement and see it: a story through the API of GitHub or in a browser, or, for a pure rule, a test of the core.
- **planned**: it waits for the capability that is named. What of it is there today, if anything, follows *so far*, with the tests that see that much.
- **not ours**: no tool inside GitHub can do it. What Firebreak does instead follows.`;

/** The page: what the words mean, how many requirements are in which state, and one table for each runbook. */
export function conformancePage(requirements: readonly Requirement[], tests: readonly NamedTest[]): string {
  const sections = [introduction, summary(requirements), waiting(requirements)];
  return `${[...sections, ...runbooks.map((runbook) => section(runbook, requirements, tests))].join('\n\n')}\n`;
}

const states = ['works', 'planned', 'not-ours'] as const;
const of = ({ number }: Runbook, all: readonly Requirement[]) => all.filter(({ id }) => id.startsWith(`S${number}-`));

function summary(all: readonly Requirement[]): string {
  const row = (name: string, some: readonly Requirement[]) =>
    `| ${[name, some.length, ...states.map((one) => some.filter(({ state }) => state === one).length)].join(' | ')} |`;
  const link = ({ preset, number }: Runbook) => `[${preset}](#${preset}-${number})`;
  const rows = [...runbooks.map((runbook) => row(link(runbook), of(runbook, all))), row('**all five**', all)];
  return ['| Runbook | Requirements | Works | Planned | Not ours |', '|---|--:|--:|--:|--:|', ...rows].join('\n');
}

function waiting(all: readonly Requirement[]): string {
  const waitingFor = (name: string) => all.filter((one) => one.state === 'planned' && one.capability === name).length;
  const rows = Object.entries(capabilities)
    .filter(([name]) => waitingFor(name) > 0)
    .map(([name, brings]) => `| ${name} | ${brings} | ${waitingFor(name)} |`);
  return ['| Capability | Brings | Planned |', '|---|---|--:|', ...rows].join('\n');
}

function section(runbook: Runbook, all: readonly Requirement[], tests: readonly NamedTest[]): string {
  const rows = of(runbook, all).map((one) => {
    const named = tests.filter(({ id }) => id === one.id).map(link);
    return `| ${one.id} | ${one.says} | ${stateOf(one, named.join(', '))} |`;
  });
  const title = `## ${runbook.preset} (${runbook.number})`;
  return [title, '', '| Id | What the runbook asks | State |', '|---|---|---|', ...rows].join('\n');
}

function stateOf(one: Requirement, named: string): string {
  if (one.state === 'not-ours') return `not ours. ${one.instead}`;
  if (one.state === 'works') return `**works**: ${named}`;
  const soFar = [one.so_far ?? '', named].filter((text) => text !== '').join(' ');
  return `planned: ${one.capability}.${soFar === '' ? '' : ` *So far:* ${soFar}`}`;
}

/** A link to a test as it is seen from the page, named by its file. */
function link({ file }: NamedTest): string {
  return `[${basename(file, '.test.ts')}](../${file})`;
}

/** Where requirements are stated, and where the page goes. */
export const stating: URL = new URL('docs/conformance.yml', root);
export const page: URL = new URL('docs/conformance.md', root);

if (import.meta.main)
  writeFileSync(page, conformancePage(readRequirements(readFileSync(stating, 'utf8')), namedTests()));
