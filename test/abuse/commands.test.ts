// Commands that nobody gave, or not like this: none of these runs, though who writes them may do everything.
import { describe, expect, test } from 'vitest';
import * as build from '../support/builders.ts';
import { harmless, hostile, inert, reactionsOf, refusalsOf, textOf, underAttack } from './attack.ts';

const { lead } = build.people;
type Case = { readonly name: string; readonly body: string; readonly byEmail?: boolean };

const silent: readonly Case[] = [
  { name: 'in inline code', body: '`/close --force`' },
  { name: 'in a fence', body: '```\n/close --force\n```' },
  { name: 'in a fence of tildes', body: '~~~sh\n/close --force\n~~~' },
  { name: 'in a fence that is never closed', body: '```\n\n/close --force' },
  { name: 'in a fence in a list', body: '- x\n  ```\n  /close --force\n  ```' },
  { name: 'behind a false end of a fence', body: '````\n```\n/close --force\n````' },
  { name: 'in indented code', body: '    /close --force' },
  { name: 'in code over two lines', body: 'a `b\n/close --force` c' },
  { name: 'in a quote', body: '> /close --force' },
  { name: 'in a quote of a quote', body: '> > /close --force' },
  { name: 'in the reply to an e-mail', body: 'Thanks.\n\nOn Tue, lead wrote:\n> /close --force' },
  { name: 'in the lazy line of a quote', body: '> as you said\n/close --force' },
  { name: 'in a list in a quote', body: '> - /close --force' },
  { name: 'in a comment', body: '<!--\n/close --force\n-->' },
  { name: 'in a comment with a blank line', body: '<!--\n\n/close --force\n\n-->' },
  { name: 'in a comment that is never closed', body: 'x\n\n<!--\n\n/close --force' },
  { name: 'in a comment within a paragraph', body: 'x <!--\n/close --force\n--> y' },
  { name: 'in a comment that outlives its block', body: '<p><!--\n\n/close --force\n\n-->' },
  { name: 'in an attribute that outlives its block', body: '<div title="\n\n/close --force\n\n">x</div>' },
  { name: 'behind a comment that hides the end of details', body: '<details>\n<!--\n\n</details>\n\n-->\n\n/close --force' },
  { name: 'in the reply to an e-mail without marks', byEmail: true, body: 'Thanks.\n\n-----Original Message-----\nFrom: lead\n\n/close --force' },
  { name: 'behind the first line of an e-mail', byEmail: true, body: 'Thanks.\n\nOn Tue, lead wrote:\n\n/close --force' },
  { name: 'behind a rule and the head of an e-mail', byEmail: true, body: 'Thanks.\n\n________________________________\nFrom: lead\nSent: Tuesday\n\n/close --force' },
  { name: 'behind the head of an e-mail', byEmail: true, body: 'Thanks.\n\nVon: lead\nGesendet: Dienstag\nBetreff: x\n\n/close --force' },
  { name: 'behind the first line of a German e-mail', byEmail: true, body: 'Danke.\n\nAm 04.03.2025 um 10:01 schrieb lead:\n\n/close --force' },
  { name: 'struck out over lines', body: '~~scratch that:\n/close --force\nsorry~~' },
  { name: 'in details', body: '<details><summary>x</summary>\n\n/close --force\n\n</details>' },
  { name: 'in details that are never closed', body: 'x <details>\n\n/close --force' },
  { name: 'in HTML', body: '<div>\n/close --force\n</div>' },
  { name: 'in a hidden element', body: '<span style="display:none">\n/close --force\n</span>' },
  { name: 'in an attribute', body: '<b title="\n/close --force\n">x</b>' },
  { name: 'in the text of a link', body: '[a\n/close --force](https://x.test)' },
  { name: 'in the title of a link', body: '[a](https://x.test "\n/close --force\n")' },
  { name: 'in the text of an image', body: '![a\n/close --force](https://x.test)' },
  { name: 'in a definition', body: '[a]: https://x.test "\n/close --force\n"' },
  { name: 'in a footnote', body: 'x[^1]\n\n[^1]: y\n/close --force' },
  { name: 'in a table', body: '/close | b\n--- | ---\n/close | c' },
  { name: 'in mathematics', body: 'x\n$$\n/close --force\n$$' },
  { name: 'in the middle of a sentence', body: 'you could /close --force it' },
  { name: 'behind a mention', body: '@firebreak /close --force' },
  { name: 'with an escaped slash', body: '\\/close --force' },
  { name: 'with a slash as an entity', body: '&#47;close --force' },
  { name: 'with two slashes before another word', body: '//deploy' },
  { name: 'as a path', body: '/etc/hosts' },
  { name: 'as a short path', body: '/usr' },
  { name: 'as a path that begins like a command', body: '/run/docker.sock\n/close/this' },
  { name: 'as a file', body: '/close.sh' },
  { name: 'of another bot', body: '/approve\n/deploy production\n/lgtm\n/merge' },
]; // biome-ignore format: a table

const refused: readonly (Case & { readonly says: RegExp })[] = [
  { name: 'with a Cyrillic letter', body: '/cl\u043ese --force', says: /cl\[U\+043E\]se.*did you mean.*\/close/is },
  { name: 'with a Greek letter', body: '/cl\u03bfse --force', says: /U\+03BF/ },
  { name: 'with full-width letters', body: '/\uff43lose --force', says: /U\+FF43/ },
  { name: 'with mathematical letters', body: '/\u{1d41c}lose --force', says: /U\+1D41C/ },
  { name: 'with an accent', body: '/cl\u00f6se --force', says: /U\+00F6/ },
  { name: 'with a zero-width space within', body: '/clo\u200bse --force', says: /U\+200B/ },
  { name: 'with a zero-width joiner behind', body: '/close\u200d --force', says: /U\+200D/ },
  { name: 'with a byte order mark in front', body: 'x\n\ufeff/close --force', says: /U\+FEFF/ },
  { name: 'with a soft hyphen', body: '/clo\u00adse --force', says: /U\+00AD/ },
  { name: 'with a no-break space behind', body: '/close\u00a0--force', says: /U\+00A0/ },
  { name: 'with a no-break space in front', body: '\u00a0/close --force', says: /U\+00A0/ },
  { name: 'with an ideographic space', body: '/close\u3000--force', says: /U\+3000/ },
  { name: 'with a full-width slash', body: '\uff0fclose --force', says: /U\+FF0F/ },
  { name: 'with a fraction slash', body: '\u2044close --force', says: /U\+2044/ },
  { name: 'with a division slash', body: '\u2215close --force', says: /U\+2215/ },
  { name: 'with a bidi override', body: '/\u202eclose', says: /U\+202E/ },
  { name: 'with a bidi isolate in a level', body: '/severity \u2066P3\u2069', says: /U\+2066/ },
  { name: 'with a zero-width space in a level', body: '/severity P\u200b3', says: /U\+200B/ },
  { name: 'with tag characters', body: '/close\u{e0041}', says: /U\+E0041/ },
  { name: 'with a Hangul filler', body: '/close\u3164 --force', says: /U\+3164/ },
  { name: 'with a tag behind it', body: '/ack<img/src=x>', says: /is not a command/ },
  { name: 'with a mention behind it', body: '/ack"@lead,@acme/everyone', says: /is not a command/ },
  { name: 'with two slashes', body: '//close --force', says: /Did you mean `\/close --force`/ },
  { name: 'with the blank of a phone', body: '/ severity P3', says: /Did you mean `\/severity P3`/ },
  { name: 'with a severity run together', body: '/sev3', says: /Did you mean `\/severity P3`/ },
  { name: 'with a severity alone', body: '/p3', says: /Did you mean `\/severity P3`/ },
  { name: 'in another word', body: '/acknowledge', says: /Did you mean `\/ack`/ },
  { name: 'in another word for handing off', body: '/handover @reviewer', says: /Did you mean `\/handoff`/ },
  { name: 'misspelt', body: '/clsoe --force', says: /Did you mean `\/close --force`/ },
  { name: 'cut short', body: '/sev P3', says: /Did you mean `\/severity P3`/ },
  { name: 'with an equals sign', body: '/severity=P3', says: /Did you mean `\/severity P3`/ },
  { name: 'in a list', body: '- /close --force', says: /stands in a list/ },
  { name: 'in a task of a checklist', body: '- [x] /close --force', says: /stands in a list/ },
  { name: 'in a heading', body: '## /close --force', says: /stands in a heading/ },
  { name: 'that a line of dashes makes a heading', body: '/close --force\n---', says: /stands in a heading/ },
  { name: 'with an unknown flag in front', body: '/severity --yes P3', says: /has no flag/ },
  { name: 'with a dry run misspelt', body: '/close fixed --dryrun', says: /--dry-run/ },
  { name: 'with a dry run misspelt in front', body: '/close --dryrun fixed --force', says: /Did you mean `--dry-run`/ },
  { name: 'with a dry run of one dash in front', body: '/close -dry-run fixed', says: /Did you mean `--dry-run`/ },
  { name: 'with a dry run misspelt behind a level', body: '/severity P0 --dryrun what happens', says: /Did you mean `--dry-run`/ },
  { name: 'with a dry run misspelt behind a status', body: '/status monitoring \u2014dryrun done', says: /Did you mean `--dry-run`/ },
  { name: 'with a dry run that has a value', body: '/close --dry-run=true done', says: /Did you mean `--dry-run`/ },
  { name: 'with a dry run that has a value, at the end', body: '/close done --dry-run=true', says: /Did you mean `--dry-run`/ },
  { name: 'with a dry run and a full stop', body: '/resolve rolled back --dry-run.', says: /Did you mean `--dry-run`/ },
  { name: 'to decline, with a dry run misspelt in front', body: '/decline --dryrun what happens', says: /Did you mean `--dry-run`/ },
  { name: 'to decline, with a dry run within the reason', body: '/decline is this one? --dry-run first', says: /stands within the text.*very end/is },
  { name: 'to decline, with its own flag misspelt in front', body: '/decline --plian a question', says: /no flag `--plian`.*Did you mean `--plain`/is },
  { name: 'to decline, with its own flag misspelt behind', body: '/decline a question \u2014plain.', says: /Did you mean `--plain`/ },
  { name: 'to tell customers, with the flag for that misspelt', body: '/update we are back --pubic', says: /Did you mean `--public`/ },
  { name: 'to resolve, with a dry run within the summary', body: '/resolve all good I think --dry-run please', says: /stands within the text/ },
  { name: 'with a dry run of a phone within the text', body: '/close all good \u2014dry-run please', says: /stands within the text/ },
  { name: 'with a dry run of one dash', body: '/rollback -dry-run', says: /--dry-run/ },
  { name: 'with a milestone apart from its time', body: '/time started 14:00', says: /in one word[\s\S]*`\/time started=14:00`/ },
  { name: 'with blanks around an equals sign', body: '/time started = 04:10', says: /in one word[\s\S]*`\/time started=04:10`/ },
  { name: 'with an ETA beyond all time', body: '/update x eta=99999999999h', says: /`eta=30m`/ },
  { name: 'with an ETA that is over', body: '/update x eta=-5m', says: /`eta=30m`/ },
  { name: 'with an option twice', body: '/update eta=1h x eta=2h', says: /more than once/ },
  { name: 'with an option without a value', body: '/update x eta=', says: /has no value/ },
  { name: 'with a quote that is not closed', body: '/update x next="never', says: /not closed/ },
  { name: 'without what it needs', body: '/role comms', says: /lacks its user/ },
  { name: 'with a word too many', body: '/ic @reviewer @visitor', says: /one word more/ },
  { name: 'with an option that it does not have', body: '/ic @reviewer force=yes', says: /has no option/ },
  { name: 'with a severity that there is not', body: '/severity P9', says: /no such severity/ },
  { name: 'with a property for a severity', body: '/severity __proto__', says: /no such severity/ },
  { name: 'with a property for a status', body: '/status constructor', says: /no such status/ },
  { name: 'with a property for a person', body: '/ic @constructor', says: /no such account/ },
  { name: 'with a property for a role', body: '/role __proto__ @reviewer', says: /no role/ },
  { name: 'with a stranger’s login that no login can be', body: '/ic @a/../../b', says: /no such account/ },
  { name: 'with markup for a severity', body: '/severity <img/src=x> @lead', says: /no such severity/ },
  { name: 'with markup for help', body: '/help <b>@lead</b>', says: /no command/ },
  { name: 'where nothing is live', body: '/rollback production', says: /[Nn]o(thing| deployment)/ },
  { name: 'with a strange flag', body: '/rollback production --now', says: /has no flag/ },
  { name: 'that leads round a command', body: '/status closed', says: /command of its own|no such status/ },
]; // biome-ignore format: a table

describe('AC-10 a command is met with silence', () => {
  test.each(silent)('$name', ({ body, byEmail = false }) => {
    const attacked = underAttack();
    attacked.byEmail = byEmail;
    const decisions = harmless(attacked, (model) => model.say(lead, body));
    expect(decisions.flatMap(({ effects }) => effects)).toEqual([]);
  });
});

describe('AC-33 a command is refused in three parts', () => {
  test.each(refused)('$name', ({ body, says }) => {
    const model = underAttack();
    const decisions = harmless(model, () => model.say(lead, body));
    expect(reactionsOf(decisions)).toEqual(['confused']);
    expect(model.said.at(-1)?.body).toMatch(says);
    expect(decisions.flatMap(refusalsOf)).not.toEqual([]);
  });
});

describe('AC-34 of many commands', () => {
  test('the eleventh and what follows are not carried out', () => {
    const model = underAttack();
    const decisions = inert(model, () => model.say(lead, `${'/note again\n'.repeat(10)}/close --force\n/severity P3`));
    expect(model.record).toMatchObject({ status: 'investigating', level: 'P1' });
    expect(decisions.flatMap(refusalsOf).map(({ happened }) => textOf(happened))).toEqual([expect.stringContaining('more than 10')]); // biome-ignore format: one thought
  });

  test('the second that changes production is not carried out', () => {
    const model = underAttack();
    const decisions = harmless(model, () => model.say(lead, '/rollback staging --dry-run\n/rollback production'));
    expect(decisions.flatMap(refusalsOf).map(({ happened }) => textOf(happened))).toEqual([expect.anything(), expect.stringContaining('more than one destructive')]); // biome-ignore format: one thought
  });

  test('five thousand get one short answer', () => {
    const model = underAttack();
    inert(model, () => model.say(lead, '/ack\n'.repeat(5_000)));
    expect(model.said.at(-1)?.body.length).toBeLessThan(8_000);
    expect(model.record?.timeline.length).toBeLessThan(20);
  });

  test('those behind one that is refused run all the same, and the answer says which not', () => {
    const model = underAttack();
    inert(model, () => model.say(lead, '/severity P9\n\n/note kept'));
    expect(model.record?.timeline.at(-1)?.text).toBe('kept');
    expect(model.record?.level).toBe('P1');
  });
});

describe('AC-34 a body of 65,536 characters', () => {
  const length = 65_536;
  const rows: readonly (readonly [string, string])[] = [
    ['of slashes', '/'],
    ['of comments that never close', '<!--'],
    ['of backticks', '`'],
    ['of quotes', '>'],
    ['of quotes with a command', '> /close --force\n'],
    ['of brackets', '['],
    ['of details', '<details>\n\n'],
    ['of near misses', '/clsoe\n'],
    ['of lookalikes', '/cl\u043ese\n'],
    ['of lists with commands', '- /close --force\n'],
    ['of headings with commands', '# /close --force\n'],
    ['of blanks', ' '],
    ['of line ends', '\n'],
    ['of unclosed quotes', '"a '],
    ['of options', 'a=1 '],
    ['of flags', '--x '],
    ['of dry runs misspelt', '--dryrun '],
    ['of lines that begin e-mails', 'On x\n'],
    ['of attributes', '<p a="'],
    ['of ends of comments', '<p><!--\n\n'],
  ];
  test.each(rows)('%s does nothing', (_name, unit) => {
    harmless(underAttack(), (model) => model.say(lead, unit.repeat(Math.ceil(length / unit.length)).slice(0, length)));
  });
});

describe('AC-16 an echo is inert', () => {
  const echoes: readonly (readonly [string, string])[] = [['/note', ''], ['/update', ''], ['/severity P2', ''], ['/status mitigating', ''], ['/resolve', ''], ['/update x eta="', '"'], ['/severity', ''], ['/help', ''], ['/role', ''], ['/status', '']]; // biome-ignore format: a table
  test.each(Object.entries(hostile))('with %s, behind every command that takes text', (_name, text) => {
    for (const [before, after] of echoes) {
      const model = underAttack();
      inert(model, () =>
        model.say(lead, `${before}${before.endsWith('"') ? '' : ' '}${text}${after}`.slice(0, 65_536)),
      );
      inert(model, () => model.say(lead, '/note still the same incident'));
      expect(model.record?.timeline.at(-1)?.text).toBe('still the same incident');
    }
  });
});
