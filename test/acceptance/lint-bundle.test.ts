// The bundle of `action/postmortem-lint`, which has parts of packages and loads others late, finds the same as the sources: in good documents, bad ones and hostile ones.
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import type { Policy } from '../../src/core/policy/policy.ts';
import { policyFrom } from '../../src/core/policy/policy-from.ts';
import { judgeDocuments } from '../../src/core/postmortem/lint/judge-documents.ts';
import { shipped } from '../support/builders.ts';
import { propose, runOnPull } from '../support/pull-run.ts';
import { changed, SOUND } from '../support/sound-postmortem.ts';
import { type Story, startStory } from '../support/story.ts';

let story: Story;
afterEach(() => story.end());

const golden = new URL('../golden/postmortem/', import.meta.url);
const outages = readdirSync(golden)
  .filter((name) => name !== 'README.md')
  .map((name) => readFileSync(new URL(name, golden), 'utf8'));

/** A front matter of one line more, and another text of the incident's own. */
const front = (line: string) => SOUND.replace('drill: false', `drill: false\n${line}`);
const went = (text: string) => changed('- The rollback took four minutes.', text);

const texts: readonly string[] = [
  SOUND,
  ...outages,
  ...outages.map((text) => text.replaceAll('. ', '. Dana should have noticed. ')),
  SOUND.replaceAll('2026-03-01 14:', '2026-03-01T14:').replaceAll(' UTC |', ' CET |'),
  SOUND.replaceAll('2026-03-01 1', '2026-03-01T1').replaceAll(' UTC |', '+01:00 |'),
  SOUND.replace('started: 2026-03-01T13:58:00Z', 'started: 2026-03-02T00:10:00+02:00'),
  SOUND.replaceAll('| 2026-03-15 |', '| 3/15 |').replaceAll('| 2026-03-10 |', '| 10 March |'),
  front('note: |\n  Two\n  lines'),
  front('note: !!binary aGk=\nmore: &a [1, 2]\nagain: *a'),
  front('%YAML 1.1\nyes: [on'),
  front('<<: { a: 1 }\nwhen: 2026-03-01'),
  SOUND.replace('---\nincident: 42', '---\nincident: [42'),
  went('- Dana &amp; Kim&apos;s team caused it &#x26; **human error** [was](https://a.example/b?c=d&e) it <b>x</b>.'),
  went('- ~~John broke it.~~ <https://a.example/ä?x#y> ![John broke it](a.png) `she broke it` \\*she broke it\\*'),
  went('- Obviously, we missed it. Why did she not check? If only they hadn’t. <!-- lint: E12 because -->'),
  went('- AKIAIOSFODNN7EXAMPLE and ghp_0123456789abcdefghijklmnopqrstuvwxyzAB'),
  '',
  '# Title\n\n> quoted\n\n[a]: https://b.example "c"\n',
  `${'- [ ] '.repeat(200)}\n\n${'*a'.repeat(500)}`,
];

function inForce(text: string): Policy {
  return policyFrom(shipped.policies, { source: 'acme/shop/.github/firebreak.yml', version: 'x', text }, null).policy;
}

const policies = [
  'preset: sev\n',
  'preset: github\ntimezone: Pacific/Auckland\nno: key\n',
  'preset: sev\ntimezone: Pacific/Auckland\n',
];

test.each(policies)('what is found, where and in which words, under %j', async (policy) => {
  story = await startStory({ asleep: true, policy });
  const documents = texts.map((text, at) => ({
    file: `reports/incidents/2026-03-${String(at + 1).padStart(2, '0')}-checkout-fails-for-new-carts.md`,
    text: text.replace('incident: 42', 'title: none'),
  }));
  const { number } = await propose(story, Object.fromEntries(documents.map(({ file, text }) => [file, text])));
  const run = await runOnPull(story, 'postmortem-lint', number);
  const told = run.commands.map(({ properties, message }) =>
    [properties['file'], properties['line'], properties['col'], properties['title'], message].join(' '),
  );
  const known = documents.map(() => ({}));
  const { output } = judgeDocuments(documents, inForce(policy), known, []);
  const found = output.batches
    .flat()
    .map(({ path, start_line, start_column, title, message }) =>
      [path, start_line, start_column, title, message].join(' '),
    );
  expect(found.length).toBeGreaterThan(100);
  expect(told).toEqual(found);
});
