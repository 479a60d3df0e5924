// docs/policy.md: how a policy is written, every key, the presets, what must hold.
import { presetPolicy } from '../../src/cli/policy-show.ts';
import { MOST_BASES } from '../../src/core/policy/chain.ts';
import { spanInWords } from '../../src/core/policy/diff/words.ts';
import type { Level } from '../../src/core/policy/policy.ts';
import { DEFAULT_PRESET } from '../../src/core/policy/policy-from.ts';
import { LARGEST_POLICY } from '../../src/core/policy/read.ts';
import { rules } from '../../src/core/policy/rules.ts';
import { readShipped } from '../../src/shell/templates/shipped.ts';
import { type KeyRow, keyRows } from './keys.ts';

/** The whole page. */
export function page(): string {
  return `${[intro(), presets(), keys(), besides()].join('\n\n')}\n`;
}

const NOTICE =
  '<!-- Made by `node scripts/generate-policy-docs.ts` from the schema in src/core/policy/written. Change it there. -->';

function intro(): string {
  return `# The policy
${NOTICE}

A team's runbook is a file: \`.github/firebreak.yml\` on the default branch of its repository. Without one, that of the organisation's \`.github\` repository counts, and
without either the built-in preset \`${DEFAULT_PRESET}\`. Every key is optional. What you write lies over a preset, key by key:

\`\`\`yaml
# yaml-language-server: $schema=firebreak.schema.json
preset: ${DEFAULT_PRESET}
people:
  devops: ["@acme/on-call"]
  manager: ["@commander"]
levels:
  - name: P1
    respond_within: 10m
    updates: { first: 10m, every: 30m }
  - name: P3
    removed: true
checklist:
  - { id: status-page, optional: true }
  - { id: support, text: Support told, stage: during }
  - { id: debriefed, removed: true }
\`\`\`

- Things of a list that have an \`id\` (levels: a \`name\`) are merged one by one; for one that is there already, write only what is different. With \`removed: true\` one that the preset or a base has goes: a level, a phase, a contact, an item of the checklist. Other lists, and the ladder of a level, are replaced as a whole: write all that shall be there, or \`[]\`.
- Names that a team chooses (\`people\`, \`aliases\`) are merged one by one too; \`people: { manager: [] }\` takes a role's people away.
- Switching the preset takes one line. Give the form its words, too: copy \`templates/forms/<preset>.yml\` over \`.github/ISSUE_TEMPLATE/incident.yml\`. An answer counts if it is a level word for word (\`<name> <title>: <definition>\`); that of another shipped runbook's form is read by its rank, and the card says so; any other is told on the page and the card, and none is set.
- References and contacts of a preset are names alone: give them your addresses (\`at\`, \`primary\`, \`backup\`) by their \`id\`.
- Presets name roles, never people: map them under \`people\`. A role that nobody is mapped to is never mentioned; the page goes to the nearest step that has people.
- Durations are \`15m\`, \`2h\`, \`1h 30m\`, \`2 days\` or ISO \`PT15M\`, always with a unit, up to ten years and in at most 60 characters; deadlines can also be \`immediate\`, \`next business day\`, \`2 business days\` or \`next sprint\`.
- The file is YAML 1.2: \`true\` and \`false\`, not \`yes\` and \`no\`; no merge keys, no tags of your own; at most ${LARGEST_POLICY.toLocaleString('en')} characters.

A policy of its own begins with nothing:

\`\`\`yaml
preset: none
levels:
  - name: Major
    respond_within: 5m
    escalation:
      - { after: 0m, targets: [oncall] }
      - { after: 30m, targets: [lead], when: [previous-silent], silent_for: 10m }
    monitor: { min: 15m, max: 1h }
  - name: Minor
    respond_within: next business day
people:
  oncall: ["@acme/on-call"]
  lead: ["@commander"]
\`\`\`

## Lying over another repository's policy

\`\`\`yaml
_extends: policies
levels:
  - { name: P0, respond_within: 2m }
\`\`\`

\`_extends\` names a repository of the same owner (\`policies\`), of another one (\`acme/policies\`), or another path in it (\`acme/policies:runbooks/shop.yml\`; without one it is \`.github/firebreak.yml\`).
The path is that of a file, from the root of the repository: \`..\` is refused.
The app must be installed there. A base can have a base, ${MOST_BASES} at most. They lie over each other in that order: the preset, the furthest base, …, your file. The preset is the one that the nearest of them names.
What a base says counts like what you say, \`authority\` too: whoever may change it may change who commands here.
A public repository lies over public ones only, and takes only a public default of the organisation: everybody reads its incidents, and so its policy. A change of a base is seen within five minutes.
Where a base cannot be read, the last good policy stays in force, and the status card of open incidents says which base, why, and what to do.

## Checking it

\`\`\`sh
firebreak policy check .github/firebreak.yml        # every problem with line and column, and what is not acted on yet
firebreak policy check new.yml --against old.yml    # and who is on call instead of whom where overrides change, or that nobody is
firebreak policy show .github/firebreak.yml         # the whole policy, with the preset and every default
firebreak policy diff ${DEFAULT_PRESET} .github/firebreak.yml  # what it changes for incidents of each level; --format markdown for a pull request
firebreak simulate --policy .github/firebreak.yml --level P0
\`\`\`

A pull request that changes the policy is told the same by the check \`firebreak / policy\` of the app, or by [\`action/policy-check\`](actions.md#the-policy): mistakes on their lines, and what changes for incidents of each level since it left its branch. The check fails where there is a mistake, and is \`neutral\` where a base could not be read. Of a base in another private repository that is so until the policy of the default branch lies over it: whoever proposes may not be somebody who may read it ([why](security.md#what-it-reaches)).

Each takes \`--json\`. \`policy check\` warns, and still ends with 0, of a policy that pages nobody and of roles that nobody is mapped to. Where the file extends another, give a copy of that with \`--base FILE\`. A policy with a mistake is never taken: the last good one stays in force and the status card of open incidents names the
place. Where no good one is known (a workflow run knows none), the built-in one is in force with the people that the file
maps, and who may act is what the file validly says, else what the incident began with, else admins only. A policy file that is deleted takes its last good one with it. Editors check while you type with [\`firebreak.schema.json\`](firebreak.schema.json): copy it beside the policy and begin the file with the line \`# yaml-language-server: $schema=firebreak.schema.json\`.

An incident keeps the policy that it was declared under. Who is reached (\`people\`) and who may act (\`authority\`) are the default branch's all the same, at once. When the rest of it changes, the card says so, and \`/policy\` tells what that would mean for this
incident now: pages to come, updates, targets, monitoring, checklist. \`/policy accept\` takes it:

- The incident's commander accepts; anybody who may override a gate does with \`/policy accept --force <reason>\`.
- The severity becomes the one of the same name where that has the same rank; else the one of its rank; else the nearest worse one. Names alone are never compared. Where nothing stands for it, the card asks for \`/severity\`.
- Accepting pages nobody by itself: once anybody was told, steps of the new ladder whose time is past count as taken, and those to come are paged when they are due.
- Ticks of the checklist stay, by the id of an item or by its text. Title and labels follow the new policy.

A file with mistakes cannot be accepted; \`/policy\` says what is wrong in it and where.`;
}

function presets(): string {
  const { policies } = readShipped();
  const rows = Object.keys(policies).map((name) => {
    const { runbook, levels } = presetPolicy(name, policies);
    const said = levels.map((level) => `${code(level.name)} ${response(level)}`).join(', ');
    return `| ${code(name)} | ${cell(runbook.title ?? '')}: ${cell(runbook.purpose ?? '')} | ${said} |`;
  });
  return ['## Presets', '', '| `preset` | Runbook | Levels and their response |', '|---|---|---|', ...rows].join('\n');
}

function response({ respondWithin }: Level): string {
  return respondWithin === null ? '(no target)' : spanInWords(respondWithin);
}

function keys(): string {
  const rows = keyRows();
  const sections = [...new Set(rows.map(({ path }) => sectionOf(path)))];
  const single = sections.filter((section) => rows.filter(({ path }) => sectionOf(path) === section).length === 1);
  const tables = sections
    .filter((section) => !single.includes(section))
    .map((section) =>
      tableOf(
        section,
        rows.filter(({ path }) => sectionOf(path) === section),
      ),
    );
  const simple = rows.filter(({ path }) => single.includes(path));
  return [
    '## Keys',
    '“Acted on” says whether anything follows from a key today. What is planned is read, checked, kept and shown by `policy check`.',
    table(simple),
    ...tables,
  ].join('\n\n');
}

function sectionOf(path: string): string {
  return path.replace(/[.[].*/, '');
}

function tableOf(section: string, [own, ...rows]: readonly KeyRow[]): string {
  const note = own?.capability ? ` *Not acted on yet: ${own.capability}.*` : '';
  return `### \`${section}\`\n\n${own?.what ?? ''}${note}\n\n${table(rows)}`;
}

function table(rows: readonly KeyRow[]): string {
  return ['| Key | What | Default | Acted on |', '|---|---|---|---|', ...rows.map(row)].join('\n');
}

function row({ path, what, values, isList, fallback, capability }: KeyRow): string {
  const words = values.length === 0 ? '' : ` ${isList ? 'Any' : 'One'} of ${values.map(code).join(', ')}.`;
  const usual = fallback === null || fallback === 'required' ? (fallback ?? '') : code(fallback);
  return `| ${code(path)} | ${cell(what ?? '')}${words} | ${usual} | ${capability === null ? 'yes' : `planned: ${capability}`} |`;
}

function besides(): string {
  const rows = rules.map(({ code: name, says }) => `| ${code(name)} | ${cell(says)} |`);
  return [
    '## What must hold besides',
    'Beside what each key takes (an unknown key is a problem, with the nearest known one), rules across keys:',
    ['| Code | Rule |', '|---|---|', ...rows].join('\n'),
  ].join('\n\n');
}

function code(text: string): string {
  return `\`${cell(text)}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
