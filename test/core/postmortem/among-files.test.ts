// Which files are postmortems: by their path under the policy, and by their front matter.
import { expect, test } from 'vitest';
import { isPostmortem, mayBePostmortem } from '../../../src/core/postmortem/among-files.ts';
import { policyNamed } from '../../support/sound-postmortem.ts';

const usual = 'reports/incidents/{date}-{slug}.md';
const named = '---\nincident: 7\n---\n';

test.each([
  { name: 'called as the pattern says', path: 'reports/incidents/2026-03-01-a.md', text: '', is: true },
  { name: 'called otherwise, of an incident', path: 'reports/incidents/a.md', text: named, is: true },
  { name: 'called otherwise, of none', path: 'reports/incidents/how-to.md', text: '# How', is: false },
  { name: 'the page that lists them', path: 'reports/incidents/README.md', text: named, is: false },
  { name: 'in a folder below', path: 'reports/incidents/old/2026-03-01-a.md', text: named, is: false },
  { name: 'in a folder of the same end', path: 'x/reports/incidents/2026-03-01-a.md', text: named, is: false },
  { name: 'no Markdown', path: 'reports/incidents/2026-03-01-a.txt', text: named, is: false },
  { name: 'at the root', pattern: '{date}-{slug}.md', path: '2026-03-01-a.md', text: '', is: true },
  { name: 'beside one at the root', pattern: '{date}-{slug}.md', path: 'CHANGELOG.md', text: '# Log', is: false },
  { name: 'in a folder of its day', pattern: 'i/{date}/{slug}.md', path: 'i/2026-03-01/a.md', text: '', is: true },
  { name: 'in a folder of signs', pattern: 'a+b/{slug}.md', path: 'aab/x.md', text: '', is: false },
  {
    name: 'of a pattern that leads out',
    pattern: '../{slug}.md',
    path: 'reports/incidents/2026-03-01-a.md',
    text: '',
    is: true,
  },
])('$name: $is', ({ pattern = usual, path, text, is }) => {
  const policy = { postmortem: { ...policyNamed('github').postmortem, path: pattern } };
  expect(mayBePostmortem(path, policy) && isPostmortem(path, text, policy)).toBe(is);
});
