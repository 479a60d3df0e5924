// Every rule of the lint by documents that it minds and documents that it does not: one sound postmortem with other words in one place.
import { describe, expect, test } from 'vitest';
import { rules } from '../../../../src/core/postmortem/lint/rules.ts';
import { changed, type How, KNOWN, lint, policyNamed, SOUND, SOUND_FILE } from '../../../support/sound-postmortem.ts';

type Fixture = {
  readonly rule: string;
  readonly name: string;
  readonly text: string;
  readonly how?: How;
  readonly line?: number;
  readonly level?: 'E' | 'W';
};

const FRONT_END = 'drill: false\n---\n';
const POINTS =
  '- Nothing compared the new flag file with the one before it.\n- The pipeline had no test with a new cart.';
const FACTORS = `## Contributing Factors\n\n${POINTS}`;
const FIRST_ITEM = '| Add integration test for checkout flow | prevent | @responder | 2026-03-15 | #57 | Open |';
const ALARM = '| 2026-03-01 14:05 UTC | Alert on payment errors fired | [graph](https://metrics.example.com/d/1) |';
const FIX =
  '| 2026-03-01 14:31 UTC | Rollback to v2.3.9 deployed | [run](https://github.com/acme/shop/actions/runs/2) |';
const CAUSE = 'The new flag file had no entry for new carts, and the service took the missing entry for “off”.';
const SWITCH = '| Remove the switch that keeps new carts off | process | @lead | 2026-03-20 | #61 | Open |';
const item = (what: string, owner = '@lead', due = '2026-03-15', issue = '#57') =>
  changed(FIRST_ITEM, `| ${what} | prevent | ${owner} | ${due} | ${issue} | Open |`);
const cause = (sentence: string) => changed(CAUSE, `${CAUSE} ${sentence}`);
const record = (more: Partial<NonNullable<(typeof KNOWN)['incident']>>): How => ({
  known: { ...KNOWN, incident: KNOWN.incident === null ? null : { ...KNOWN.incident, ...more } },
});
const iso = { policy: policyNamed('sev', 'postmortem: { due_dates: iso }\n') };
const tokyo = { policy: policyNamed('sev', 'timezone: Asia/Tokyo\n') };

const failing: readonly Fixture[] = [
  { rule: 'E00', name: 'front matter that is no YAML', text: changed('severity_peak: SEV-2', 'severity_peak: [SEV-2') },
  { rule: 'E00', name: 'front matter that is never closed', text: changed(FRONT_END, 'drill: false\n') },
  { rule: 'E00', name: 'front matter that is a list', text: `---\n- a\n---\n${SOUND.slice(SOUND.indexOf(FRONT_END) + FRONT_END.length)}` },
  { rule: 'E01', name: 'a required section is missing', text: changed('## Lessons Learned', '## Afterwards'), line: 22 },
  { rule: 'E01', name: 'sections stand in another order', text: changed('## Root Cause', '## Went').replace('## Resolution', '## Root Cause\n\nA file.\n\n## Resolution') },
  { rule: 'E02', name: 'a question that is still to be answered', text: changed('The alert on payment errors fired', '> ❓ **To answer:** How was it detected?\n\nThe alert on payment errors fired') },
  { rule: 'E02', name: 'TODO', text: cause('TODO: say more.') },
  { rule: 'E02', name: 'a bracket of the template', text: changed('- Revenue impact: none that is known', '- Revenue impact: [If applicable]') },
  { rule: 'E02', name: 'a bracket that is nearly a link', text: changed('A missing entry is', '[Key takeaways for the team] A missing entry is') },
  { rule: 'E02', name: 'a name in angles, which Markdown hides', text: changed('Postmortem: Checkout fails for new carts', 'Postmortem: <Title>') },
  { rule: 'E02', name: 'the date of the template', text: changed('**Date:** 2026-03-01', '**Date:** YYYY-MM-DD') },
  { rule: 'E02', name: 'an item of the template', text: changed('- The rollback took four minutes.', '- Item 1') },
  { rule: 'E02', name: 'a value of the front matter', text: changed('detection_source: monitoring', 'detection_source: TBD') },
  { rule: 'E03', name: 'the number leads to no incident', text: SOUND, how: { known: { ...KNOWN, incident: null } }, line: 2 },
  { rule: 'E03', name: 'no number', text: changed('incident: 42\n', ''), line: 21 },
  { rule: 'E03', name: 'another severity', text: SOUND, how: record({ severityPeak: 'SEV-1' }), line: 4 },
  { rule: 'E03', name: 'a duration that is two minutes off', text: SOUND, how: record({ duration: 77 }), line: 11 },
  { rule: 'E04', name: 'times that go back', text: changed('2026-03-01 14:25 UTC', '2026-03-01 14:32 UTC') },
  { rule: 'E04', name: 'a time of another zone', text: changed('| 2026-03-01 14:25 UTC', '| 2026-03-01 14:25 CET') },
  { rule: 'E04', name: 'no fix', text: changed(FIX, '').replace('\n\n| 2026-03-01 15:13', '\n| 2026-03-01 15:13').replace('Deployment of v2.4.0 finished', 'v2.4.0 was live') },
  { rule: 'E04', name: 'no times', text: changed(SOUND.slice(SOUND.indexOf('| Time (UTC)'), SOUND.indexOf('<!-- firebreak:end')), 'It began in the afternoon.\n') },
  { rule: 'E04', name: 'nothing says UTC', text: SOUND.replaceAll(' UTC |', ' |').replace('Time (UTC)', 'Time'), level: 'W' },
  { rule: 'E05', name: 'the detection comes first', text: SOUND.replace(/\| 2026-03-01 13:58.*\n/, '').replace('14:05:00Z', '14:05:00Z') },
  { rule: 'E06', name: 'an entry without a link', text: changed(ALARM, '| 2026-03-01 14:05 UTC | Alert on payment errors fired | |') },
  { rule: 'E06', name: 'a table without links', text: SOUND.replace(/(\d UTC \|[^|\n]*\|)[^|\n]*\|/g, '$1 |') },
  { rule: 'E07', name: 'some users', text: changed('about 1,200 (4 %)', 'some').replace('none that is known', 'some') },
  { rule: 'E07', name: 'only a date and a version', text: changed('about 1,200 (4 %)', 'some, since 2026-03-01 14:05 with v2.4.0').replace('none that is known', 'not much') },
  { rule: 'E08', name: 'no owner', text: item('Add a test of new carts', ' ') },
  { rule: 'E08', name: 'nobody as owner', text: item('Add a test of new carts', 'TBA').replace('TBA', '-') },
  { rule: 'E08', name: 'an owner who does not exist', text: item('Add a test of new carts', '@stranger') },
  { rule: 'E08', name: 'a name that is no account', text: item('Add a test of new carts', 'Alex') },
  { rule: 'E09', name: 'no due date', text: item('Add a test of new carts', '@lead', ' ') },
  { rule: 'E09', name: 'soon', text: item('Add a test of new carts', '@lead', 'soon') },
  { rule: 'E09', name: 'a day that there is not', text: item('Add a test of new carts', '@lead', '2026-02-30') },
  { rule: 'E09', name: 'a day before the incident', text: item('Add a test of new carts', '@lead', '2026-02-20') },
  { rule: 'E09', name: 'day and month that could be either', text: item('Add a test of new carts', '@lead', '04/05/2026') },
  { rule: 'E09', name: 'words for a day', text: item('Add a test of new carts', '@lead', '15 March 2026') },
  { rule: 'E09', name: 'month and day where the policy writes ISO', text: item('Add a test of new carts', '@lead', '3/15'), how: iso, level: 'W' },
  { rule: 'E10', name: 'no issue', text: item('Add a test of new carts', '@lead', '2026-03-15', ' ') },
  { rule: 'E11', name: 'improve', text: item('Improve the tests of carts') },
  { rule: 'E11', name: 'monitor alone', text: item('Monitor the carts') },
  { rule: 'E11', name: 'no verb', text: item('Better tests of new carts') },
  { rule: 'E12', name: 'somebody who forgot', text: cause('@responder forgot the entry.') },
  { rule: 'E12', name: 'a name of the record', text: cause('Xanthe broke the file.'), how: { known: { ...KNOWN, people: ['Xanthe Quill'] } } },
  { rule: 'E12', name: 'a team', text: cause('The team missed the entry.'), level: 'W' },
  { rule: 'E13', name: 'human error', text: cause('It was human error.') },
  { rule: 'E14', name: 'if only somebody had', text: cause('If only the reviewers had looked at the graph.') },
  { rule: 'E14', name: 'what we should have done', text: cause('We should have tested a new cart.') },
  { rule: 'E15', name: 'why somebody did it', text: cause('Why did the responder not look?') },
  { rule: 'E16', name: 'an outage at a level that is none', text: cause('The outage lasted 75 minutes.') },
  { rule: 'E17', name: 'obviously', text: cause('The file was obviously wrong.') },
  { rule: 'E18', name: 'no factor', text: changed(POINTS, 'None.') },
  { rule: 'E18', name: 'only the trigger', text: changed(POINTS, '- The deployment #1201 v2.4.0') },
  { rule: 'E18', name: 'only a person', text: changed(POINTS, '- @responder merged it on a Sunday') },
  { rule: 'E19', name: 'only prevention', text: SOUND.replace(/\| (?:detect|mitigate|process) \|/g, '| prevent |') },
  { rule: 'E20', name: 'eleven items', text: changed(FIRST_ITEM, Array(8).fill(FIRST_ITEM).join('\n')) },
  { rule: 'E21', name: 'nothing went well', text: changed('- The rollback took four minutes.\n', '') },
  { rule: 'E22', name: 'a credential in a block of code', text: changed('14:05:12 ERROR', `ghp_${'A1b2'.repeat(10)} ERROR`) },
  { rule: 'E22', name: 'an e-mail address', text: cause('The dump had first.last@customer.io in it.') },
  { rule: 'E22', name: 'the number of a card', text: cause('Such as 4111 1111 1111 1111.') },
  { rule: 'E22', name: 'an account number', text: cause('Such as DE89 3704 0044 0532 0130 00.') },
  { rule: 'E22', name: 'a telephone number', text: cause('Call +49 30 1234567 then.') },
  { rule: 'E22', name: 'a customer of the list', text: cause('It was seen by globex first.') },
  { rule: 'E23', name: 'another name', text: SOUND, how: { file: 'reports/incidents/postmortem.md' } },
  { rule: 'E23', name: 'another folder', text: SOUND, how: { file: 'docs/incidents/2026-03-01-checkout-fails.md' } },
  { rule: 'E23', name: 'another day', text: SOUND, how: { file: 'reports/incidents/2026-03-02-checkout-fails.md' }, line: 6 },
  { rule: 'E23', name: 'the day of UTC in Tokyo', text: changed('started: 2026-03-01T13:58:00Z', 'started: 2026-03-01T15:00:00Z'), how: tokyo, line: 6 },
  { rule: 'E23', name: 'another title', text: SOUND, how: { file: 'reports/incidents/2026-03-01-search-is-slow.md' }, line: 3 },
  { rule: 'E24', name: 'a temporary fix without its removal', text: changed(SWITCH, '| Add a cache | process | @lead | 2026-03-20 | #62 | Open |') },
  { rule: 'E25', name: 'an item that is still open from before', text: item('Rotate the keys of the payment provider', '@lead', '2026-03-15', '#60') },
  { rule: 'E26', name: 'an acronym', text: cause('The WAL was full.') },
  { rule: 'E27', name: 'a summary of two paragraphs', text: changed('going back to v2.3.9 ended it.', 'going back to v2.3.9 ended it.\n\nThere is more to say.') },
  { rule: 'E28', name: 'a drill that does not say so', text: changed('drill: false', 'drill: true'), line: 22 },
  { rule: 'E28', name: 'a title that says drill', text: changed('# Incident Postmortem', '# [DRILL] Incident Postmortem'), line: 19 },
  { rule: 'E28', name: 'practice by the document, real by the record', text: changed('drill: false', 'drill: true').replace('# Incident', '# [DRILL] Incident'), how: record({ drill: false }), line: 19 },
  { rule: 'E28', name: 'real by the document, practice by the record', text: SOUND, how: record({ drill: true }), line: 19 },
  { rule: 'E28', name: 'a drill that is neither', text: changed('drill: false', 'drill: maybe'), line: 19 },
  { rule: 'E29', name: 'a waiver without a reason', text: cause('<!-- lint-ok E12 -->') },
  { rule: 'E29', name: 'a waiver whose reason is a dash', text: cause('<!-- lint-ok E12: - -->') },
  { rule: 'E30', name: 'a waiver of nothing', text: cause('<!-- lint-ok E12: quoted log line -->') },
  { rule: 'E30', name: 'a waiver of a rule that there is not', text: cause('<!-- lint-ok E99: quoted log line -->') },
]; // biome-ignore format: a table

const passing: readonly Fixture[] = [
  { rule: 'E00', name: 'no front matter at all, and nothing known', text: SOUND.slice(SOUND.indexOf('# Incident')), how: { file: null, known: {} } },
  { rule: 'E01', name: 'a section that the policy does not know', text: changed('## Decisions', '## Weather\n\nRain.\n\n## Decisions') },
  { rule: 'E01', name: 'headings in other words for the same thing', text: changed('## What Went Well', '## What went right') },
  { rule: 'E02', name: 'placeholders that are spoken of in code', text: cause('The template said `TODO` and `[Name]`.') },
  { rule: 'E02', name: 'brackets that are links, boxes and footnotes', text: cause('See [what happened](https://example.com) and [how][1].\n\n[1]: https://example.com') },
  { rule: 'E02', name: 'HTML that there is', text: cause('<details><summary>More</summary>\n\nMore.\n\n</details>') },
  { rule: 'E03', name: 'a duration that is one minute off', text: SOUND, how: record({ duration: 76 }) },
  { rule: 'E03', name: 'a record that knows no severity', text: SOUND, how: record({ severityClose: null, duration: null }) },
  { rule: 'E04', name: 'a list, over midnight', text: changed(SOUND.slice(SOUND.indexOf('| Time (UTC)'), SOUND.indexOf('<!-- firebreak:end')), '- 23:50 UTC: v2.4.0 was live (#1)\n- 23:58 UTC: Alert fired (#1)\n- 23:59 UTC: @responder acknowledged (#1)\n- 00:10 UTC: Cause identified (#1)\n- 00:20 UTC: Fix deployed (#1)\n- 00:30 UTC: Service restored (#1)\n\n') },
  { rule: 'E04', name: 'an anchor that never was, by the record', text: changed('@responder acknowledged', 'The graph was opened'), how: record({ milestones: { detected: '2026-03-01T14:05:00Z', acknowledged: null, identified: null, fixed: null, resolved: null } }) },
  { rule: 'E05', name: 'what led to it comes first', text: SOUND },
  { rule: 'E06', name: 'a commit', text: changed('[graph](https://metrics.example.com/d/1)', '4f2a9c1') },
  { rule: 'E07', name: 'unknown, because', text: changed('about 1,200 (4 %)', 'unknown, because the counter was off').replace('none that is known', 'see above') },
  { rule: 'E07', name: 'all of them', text: changed('about 1,200 (4 %)', 'all users of carts') },
  { rule: 'E08', name: 'two owners', text: item('Add a test of new carts', '@lead, @acme/observability') },
  { rule: 'E08', name: 'a name, where nobody knows who there is', text: item('Add a test of new carts', 'Alex'), how: { known: {} } },
  { rule: 'E09', name: 'month and day', text: item('Add a test of new carts', '@lead', '3/15') },
  { rule: 'E09', name: 'month and day of the next year', text: item('Add a test of new carts', '@lead', '1/15') },
  { rule: 'E09', name: 'the day of the incident', text: item('Add a test of new carts', '@lead', '2026-03-01') },
  { rule: 'E10', name: 'an issue of another repository', text: item('Add a test of new carts', '@lead', '2026-03-15', 'acme/cart#7') },
  { rule: 'E10', name: 'a link', text: item('Add a test of new carts', '@lead', '2026-03-15', '[#57](https://github.com/acme/shop/issues/57)') },
  { rule: 'E11', name: 'ensure that something can be seen to hold', text: item('Ensure that a deployment stops when the flag file lacks an entry') },
  { rule: 'E11', name: 'monitor something by a number', text: item('Monitor the carts and page above 5 %') },
  { rule: 'E12', name: 'a system that failed', text: cause('The check should have fired. The deploy bot ignored it.') },
  { rule: 'E12', name: 'people who did their work', text: cause('@responder restarted the web tier, and @lead told customers.') },
  { rule: 'E13', name: 'a fault of a thing', text: cause('A fault of the power supply came first.') },
  { rule: 'E14', name: 'what a system could have done', text: cause('It could have been detected sooner by an alert on lag.') },
  { rule: 'E14', name: 'what would have been, where luck and detection are written of', text: changed('- It was a Sunday.', '- On a Monday we would have lost ten times as many orders.').replace('7 minutes after the deployment.', '7 minutes after the deployment. We could have seen it sooner by an alert on new carts.') },
  { rule: 'E15', name: 'how and what', text: cause('What was known at that time? How did the file get there?') },
  { rule: 'E16', name: 'a partial outage', text: cause('The status page said partial outage.') },
  { rule: 'E16', name: 'an outage at the worst level', text: changed('severity_peak: SEV-2', 'severity_peak: SEV-1').replace('**Severity:** SEV-2', '**Severity:** SEV-1').replace(CAUSE, `${CAUSE} The outage lasted 75 minutes.`), how: record({ severityPeak: 'SEV-1' }) },
  { rule: 'E17', name: 'just as a measure of time', text: cause('It came just before midnight. The host is clearly labelled.') },
  { rule: 'E18', name: 'a factor in a line of the root cause', text: changed(FACTORS, '## Contributing Factors').replace(CAUSE, `- **Why it happened**: ${CAUSE}\n- **Contributing factors**: no test with a new cart`) },
  { rule: 'E19', name: 'no types at all', text: SOUND.replace('| Type |', '| Sort |').replace(/\| (?:detect|mitigate|process) \|/g, '| prevent |') },
  { rule: 'E20', name: 'ten items', text: changed(FIRST_ITEM, Array(7).fill(FIRST_ITEM).join('\n')) },
  { rule: 'E21', name: 'nothing notable', text: changed('- The rollback took four minutes.', 'Nothing notable.') },
  { rule: 'E22', name: 'addresses of examples and of machines', text: cause('Mail from noreply@github.com to ops@example.com, by git@github.com:acme/shop.git.') },
  { rule: 'E22', name: 'numbers that are none of a card', text: cause('Trace 1234567890123456 took 1000000000000000 ns.') },
  { rule: 'E22', name: 'a word that has the name of a customer in it', text: cause('The globexport job ran.') },
  { rule: 'E23', name: 'the second of that name on that day', text: SOUND, how: { file: '/srv/shop/reports/incidents/2026-03-01-checkout-fails-for-new-carts-2.md' } },
  { rule: 'E23', name: 'the day of Tokyo in Tokyo', text: changed('started: 2026-03-01T13:58:00Z', 'started: 2026-03-01T15:00:00Z'), how: { ...tokyo, file: SOUND_FILE.replace('03-01', '03-02') } },
  { rule: 'E23', name: 'a title without letters', text: changed('title: Checkout fails for new carts', 'title: "🔥🔥"'), how: { file: 'reports/incidents/2026-03-01-incident-42.md' } },
  { rule: 'E24', name: 'a removal in other words, without the issue', text: changed(SWITCH, '| Remove the switch that turned new carts off | process | @lead | 2026-03-20 | #62 | Open |') },
  { rule: 'E25', name: 'the same item, by its own issue', text: item('Rotate the keys of the payment provider', '@lead', '2026-03-15', '#12') },
  { rule: 'E26', name: 'an acronym that is explained', text: cause('The write-ahead log (WAL) was full. A full WAL stops writes.') },
  { rule: 'E26', name: 'words that everybody knows, and words that are shouted', text: cause('The CPU was idle, which was NOT seen by DNS.') },
  { rule: 'E27', name: 'one paragraph with a note of the generator', text: changed('## Summary\n', '## Summary\n\n<!-- firebreak:part summary 0123456789ab -->') },
  { rule: 'E14', name: 'a condition of a system', text: cause('If only the primary had answered, reads would have worked.') },
  { rule: 'E23', name: 'a title that begins with drill', text: SOUND.replace('title: Checkout fails for new carts', 'title: Drill press fails'), how: { file: 'reports/incidents/2026-03-01-drill-press-fails.md' } },
  { rule: 'E28', name: 'a real one, as the record has it', text: SOUND, how: record({ drill: false }) },
  { rule: 'E28', name: 'a drill', text: changed('drill: false', 'drill: true').replace('# Incident', '# [DRILL] Incident') },
  { rule: 'E29', name: 'a waiver in code', text: cause('Write `<!-- lint-ok E12 -->` there.') },
  { rule: 'E30', name: 'a waiver of something', text: cause('@responder forgot it. <!-- lint-ok E12: the words of the chat -->') },
]; // biome-ignore format: a table

describe('the sound postmortem', () => {
  test('is minded by no rule, with and without the record', () => {
    expect(lint(SOUND)).toEqual([]);
    expect(lint(SOUND, { known: {} })).toEqual([]);
  });
});

describe.each(rules)('$code', ({ code, level }) => {
  test.each(failing.filter(({ rule }) => rule === code))('minds $name', ({ text, how, line, level: own }) => {
    const found = lint(text, how);
    expect([...new Set(found.map(({ rule }) => rule))]).toEqual([code]);
    expect(found[0]?.level).toBe(own ?? level);
    if (line !== undefined) expect(found[0]?.line).toBe(line);
  });

  test.each(passing.filter(({ rule }) => rule === code))('does not mind $name', ({ text, how }) => {
    expect(lint(text, how)).toEqual([]);
  });
});

describe('the fixtures', () => {
  test('have every rule, with documents that it minds and does not', () => {
    const codes = rules.map(({ code }) => code);
    expect([...new Set(failing.map(({ rule }) => rule))]).toEqual(codes);
    expect([...new Set(passing.map(({ rule }) => rule))]).toEqual(codes);
  });

  test('have every rule of E.2 in their order, then those of the lint’s own', () => {
    expect(rules.map(({ code }) => code)).toEqual(
      Array.from({ length: 31 }, (_, at) => `E${String(at).padStart(2, '0')}`),
    );
  });
});
