import { describe, expect, test } from 'vitest';
import { parseComment } from '../../../src/core/commands/parse.ts';
import { SPECS } from './grammar-specs.ts';
import { say } from './say.ts';

interface Row {
  readonly name: string;
  readonly body: string;
  readonly is: readonly string[];
}

function said(body: string | null): readonly string[] {
  return parseComment(body, SPECS).map(say);
}

const UNDERSTOOD: readonly Row[] = [
  { name: 'a command alone', body: '/ack', is: ['1:ack'] },
  { name: 'upper case', body: '/ACK', is: ['1:ack'] },
  { name: 'leading blanks', body: '  \t/ack', is: [] },
  { name: 'up to three blanks', body: '   /ack', is: ['1:ack'] },
  { name: 'behind a line of prose', body: 'On it.\n/ack', is: ['2:ack'] },
  { name: 'indented, but within a paragraph', body: 'On it.\n      /ack', is: ['2:ack'] },
  { name: 'carriage returns', body: 'On it.\r\n\r\n/role lead @responder\r\n', is: ['3:role <lead> <@responder>'] },
  { name: 'several, in order', body: '/severity P1\n/ack\n\n/close', is: ['1:severity <P1>', '2:ack', '4:close'] },
  { name: 'a full stop as in a sentence', body: '/ack.', is: ['1:ack'] },
  { name: 'a comma as in a sentence', body: '/ack, on it', is: ['1:ack "on it"'] },
  { name: 'quoted argument', body: '/role "incident lead" @lead', is: ['1:role <incident lead> <@lead>'] },
  { name: 'escaped quote', body: '/role "the \\"boss\\"" @lead', is: ['1:role <the "boss"> <@lead>'] },
  { name: 'curly quotes', body: '/role “incident lead” @lead', is: ['1:role <incident lead> <@lead>'] },
  { name: 'option', body: '/rollback production to=v1.2', is: ['1:rollback <production> to={v1.2}'] },
  { name: 'option before the argument', body: '/rollback to=v1 production', is: ['1:rollback <production> to={v1}'] },
  { name: 'option with two dashes', body: '/rollback --to=v1', is: ['1:rollback to={v1}'] },
  { name: 'option in upper case', body: '/rollback TO=v1', is: ['1:rollback to={v1}'] },
  { name: 'quoted option', body: '/rollback because="bad deploy"', is: ['1:rollback because={bad deploy}'] },
  { name: 'option value with an equals sign', body: '/rollback because=a=b', is: ['1:rollback because={a=b}'] },
  { name: 'dry run', body: '/rollback --dry-run', is: ['1:rollback --dry-run'] },
  {
    name: 'dry run, em dash of a phone',
    body: '/rollback production —dry-run',
    is: ['1:rollback <production> --dry-run'],
  },
  { name: 'dry run, en dash of a phone', body: '/rollback –dry-run', is: ['1:rollback --dry-run'] },
  { name: 'flag in upper case', body: '/close --FORCE', is: ['1:close --force'] },
  { name: 'flag given twice', body: '/close --force --force', is: ['1:close --force'] },
  { name: 'all remaining words', body: '/check 1 3 5', is: ['1:check <1> <3> <5>'] },
  { name: 'open options', body: '/run restart pod=db-2 n=3', is: ['1:run <restart> pod={db-2} n={3}'] },
  { name: 'option named as a property', body: '/run x constructor=1', is: ['1:run <x> constructor={1}'] },
  { name: 'behind a comment that has ended', body: '<p><!--\n\n/close\n\n<p>-->\n\n/ack', is: ['7:ack'] },
  { name: 'behind an empty comment', body: '<p><!-->\n\n/ack', is: ['3:ack'] },
  { name: 'behind details in a list item', body: '- a\n  <details>\n\n  b\n\n  </details>\n\n/ack', is: ['8:ack'] },
  {
    name: 'behind details of a list that end below it',
    body: '- <details>\n\n  b\n\n</details>\n\n/ack',
    is: ['7:ack'],
  },
  { name: 'behind details in a quote', body: '> <details>\n>\n> b\n>\n> </details>\n\n/ack', is: ['7:ack'] },
  { name: 'behind details with their end in a sentence', body: '<details>\n\na\nb </details>\n\n/ack', is: ['6:ack'] },
  { name: 'behind details with a list', body: '<details>\n\n- a\n- b<br>\n\n</details>\n\n/ack', is: ['8:ack'] },
  { name: 'behind a comment in a list', body: '- a <!-- b -->\n- <!-- c -->\n\n/ack', is: ['4:ack'] },
  { name: 'behind what is struck out', body: '~~a~~ b\n/ack', is: ['2:ack'] },
  { name: 'between what is struck out', body: '~~a~~ b\n/ack\nc ~~d~~', is: ['2:ack "c ~~d~~"'] },
  {
    name: 'behind tildes that strike nothing out',
    body: 'in ~5 minutes, or ~~ 6\n/ack\n~ then ~~ 7',
    is: ['2:ack "~ then ~~ 7"'],
  },
  { name: 'between tildes of different lengths', body: 'a ~~b\n/ack\nc~ d', is: ['2:ack "c~ d"'] },
  { name: 'between tildes that are escaped, or code', body: '\\~~a `~~b`\n/ack\nc~~', is: ['2:ack "c~~"'] },
  { name: 'between three tildes', body: 'a ~~~b\n/ack\nc~~~', is: ['2:ack "c~~~"'] },
  { name: 'behind breaks and emphasis in a table', body: '|a<br>b|<b>c</b>|\n|-|-|\n|<br>|d|\n\n/ack', is: ['5:ack'] },
  { name: 'behind code in a list that only looks like HTML', body: '- `<details>`\n- `<!--`\n\n/ack', is: ['4:ack'] },
  {
    name: 'behind a mark within an address in angle brackets',
    body: 'see <ann@a.example>, <https://a.example/`>\n/ack\nthen `x`',
    is: ['2:ack "then `x`"'],
  },
  { name: 'behind a table in HTML', body: '<table><tr><td><b>a</b></td></tr></table>\n\n/ack', is: ['3:ack'] },
  { name: 'behind a quote that begins no value', body: `<p it's"><br>\n\n/ack`, is: ['3:ack'] },
  { name: 'behind a whole attribute', body: '<p title="a > b">\n\n/ack', is: ['3:ack'] },
  { name: 'prose below a command without text', body: '/close\nthanks all', is: ['1:close'] },
  { name: 'choice in upper case', body: '/evidence FOR it broke', is: ['1:evidence <for> "it broke"'] },
];

const FREE_TEXT: readonly Row[] = [
  { name: 'foreign key=value', body: '/update cpu=100% on db-2', is: ['1:update "cpu=100% on db-2"'] },
  { name: 'lone quote', body: '/note said "x', is: ['1:note "said "x"'] },
  { name: 'apostrophe', body: "/note it's down", is: [`1:note "it's down"`] },
  { name: 'quotes stay', body: '/update "all" good', is: ['1:update ""all" good"'] },
  { name: 'curly quotes and dashes stay', body: '/note “x” — y', is: ['1:note "“x” — y"'] },
  {
    name: 'foreign flag within',
    body: '/note used --verbose and it broke',
    is: ['1:note "used --verbose and it broke"'],
  },
  { name: 'foreign flag in front', body: '/note --verbose broke it', is: ['1:note "--verbose broke it"'] },
  {
    name: 'near miss of a flag within',
    body: '/note the --dry flag of rsync',
    is: ['1:note "the --dry flag of rsync"'],
  },
  {
    name: 'dry run of another program, in code or on another line',
    body: '/note we ran `rsync --dry-run x` and so on,\nthen rsync --dry-run again',
    is: ['1:note "we ran `rsync --dry-run x` and so on,\nthen rsync --dry-run again"'],
  },
  {
    name: 'words of a dry run in prose',
    body: '/note dry run done - the dry run',
    is: ['1:note "dry run done - the dry run"'],
  },
  { name: 'Markdown stays', body: '/note **bold** [x](y) <b>', is: ['1:note "**bold** [x](y) <b>"'] },
  { name: 'over the following lines', body: '/note a\nb\n  c', is: ['1:note "a\nb\n  c"'] },
  { name: 'beginning on the next line', body: '/update\nfound it', is: ['1:update "found it"'] },
  { name: 'up to a blank line', body: '/note a\n\nb', is: ['1:note "a"'] },
  { name: 'up to the next command', body: '/note a\n/ack', is: ['1:note "a"', '2:ack'] },
  {
    name: 'over a list right below',
    body: '/update We did:\n- restart\n- fail-over of db-2',
    is: ['1:update "We did:\n- restart\n- fail-over of db-2"'],
  },
  {
    name: 'not over a command in a list, which is told to be in the wrong place',
    body: '/update We did:\n- restart\n- /rollback staging',
    is: ['1:update "We did:\n- restart"', '3:rollback ! wrong-place@3 /rollback'],
  },
  {
    name: 'over code right below',
    body: '/note log:\n```\n/ack\n\nx\n```\nend',
    is: ['1:note "log:\n```\n/ack\n\nx\n```\nend"'],
  },
  {
    name: 'over a list up to a command in it',
    body: '/note a\n- b\n- /etc/hosts\n- /check 1',
    is: ['1:note "a\n- b\n- /etc/hosts"', '4:check ! wrong-place@3 /check'],
  },
  {
    name: 'not over a list of commands',
    body: '/severity P1\n- /check 1\n- /ack',
    is: ['1:severity <P1>', '2:check ! wrong-place@3 /check', '3:ack ! wrong-place@3 /ack'],
  },
  { name: 'over a list up to a blank line', body: '/note a\n- b\n\n- c', is: ['1:note "a\n- b"'] },
  {
    name: 'over code up to the next command',
    body: '/note a\n```\nb\n```\n/ack',
    is: ['1:note "a\n```\nb\n```"', '5:ack'],
  },
  { name: 'not over the quote of an e-mail', body: '/note a\n> b', is: ['1:note "a"'] },
  { name: 'not over HTML', body: '/note a\n<!-- b -->', is: ['1:note "a"'] },
  { name: 'own option at the end of a list', body: '/update a\n- b eta=1', is: ['1:update eta={1} "a\n- b"'] },
  { name: 'up to a near miss', body: '/note a\n/akc', is: ['1:note "a"', '2:akc ! unknown-command@1 /ack'] },
  { name: 'over a path', body: '/note see\n/var/log/app.log', is: ['1:note "see\n/var/log/app.log"'] },
  { name: 'own option at the start', body: '/update eta=14:00 going well', is: ['1:update eta={14:00} "going well"'] },
  { name: 'own option at the end', body: '/update going well eta=14:00', is: ['1:update eta={14:00} "going well"'] },
  {
    name: 'own options at both ends',
    body: '/update impact=none going well next="look again" --public',
    is: ['1:update impact={none} next={look again} --public "going well"'],
  },
  { name: 'own option within', body: '/update the eta=14:00 is fine', is: ['1:update "the eta=14:00 is fine"'] },
  { name: 'own option at the end of the first line', body: '/update a eta=1\nb', is: ['1:update eta={1} "a\nb"'] },
  { name: 'own option at the end of the last line', body: '/update a\nb eta=1', is: ['1:update eta={1} "a\nb"'] },
  { name: 'curly quotes in an own option', body: '/update a next=“b c”', is: ['1:update next={b c} "a"'] },
  { name: 'flag of a phone at the end', body: '/update a —public', is: ['1:update --public "a"'] },
  { name: 'dry run at the end', body: '/resolve fixed --dry-run', is: ['1:resolve --dry-run "fixed"'] },
  { name: 'dry run alone on the next line', body: '/resolve\n--dry-run', is: ['1:resolve --dry-run'] },
  { name: 'dry run alone on the last line', body: '/resolve fixed\n--dry-run', is: ['1:resolve --dry-run "fixed"'] },
  { name: 'optional argument that fits', body: '/note 14:02 db down', is: ['1:note <14:02> "db down"'] },
  { name: 'optional argument that does not fit', body: '/note db down 14:02', is: ['1:note "db down 14:02"'] },
  { name: 'required argument, then text', body: '/severity P0 "all" down', is: ['1:severity <P0> ""all" down"'] },
  {
    name: 'text in a code span that begins the next line',
    body: '/note a `x\n/ack` b',
    is: ['1:note "a `x\n/ack` b"'],
  },
];

const SILENT: readonly Omit<Row, 'is'>[] = [
  { name: 'prose', body: 'I would ack this' },
  { name: 'in the middle of a line', body: 'please /ack' },
  { name: 'path', body: '/etc/hosts' },
  { name: 'short path', body: '/usr' },
  { name: 'path that begins as a command does', body: '/run/docker.sock' },
  { name: 'path two deep', body: '/a/b' },
  { name: 'file named as a command is', body: '/check.sh fails' },
  { name: 'only a slash', body: '/' },
  { name: 'slash and blank before any other word', body: '/ deploy now\n/ the rest' },
  { name: 'two slashes before any other word', body: '//deploy\n// ack\n//ack/x' },
  { name: 'an address without its scheme', body: '//example.com/close' },
  ...['notes 500', 'roles', 'updates are slow', 'times out', 'timer', 'timer 500', 'back to normal', 'back']
    .concat([
      'ask: who owns it',
      'closed by the client',
      'statuses 404',
      'runs',
      'checks return 503',
      'closes the socket',
    ])
    .map((line) => ({ name: `an address of a service: /${line}`, body: `/${line}` })),
  { name: 'page and version', body: '/p12\n/v1\n/sevens' },
  { name: 'a number', body: '/404' },
  { name: 'escaped slash', body: '\\/ack' },
  { name: 'slash as an entity', body: '&#47;ack' },
  ...['deploy', 'approve', 'lgtm', 'hold', 'merge', 'test', 'retest', 'assign', 'cc', 'label', 'recheck', 'rebase'].map(
    (other) => ({ name: `another bot's /${other}`, body: `/${other}` }),
  ),
  { name: 'inline code', body: '`/ack`' },
  { name: 'inline code from the line above', body: 'see `a\n/ack` b' },
  { name: 'fence', body: '```\n/ack\n```' },
  { name: 'tilde fence', body: '~~~\n/ack\n~~~' },
  { name: 'fence that is never closed', body: '```\n\n/ack' },
  { name: 'fence with more marks than its end', body: '````\n```\n/ack\n````' },
  { name: 'indented code', body: '    /ack' },
  { name: 'indented code, tab', body: '\t/ack' },
  { name: 'quote', body: '> /ack' },
  { name: 'nested quote', body: '> > /ack' },
  { name: 'lazy line of a quote', body: '> as you said\n/ack' },
  { name: 'deep list, lazy line', body: `${'- '.repeat(40)}a\n/ack` },
  { name: 'table', body: '/ack | b\n--- | ---\n/ack | c' },
  { name: 'HTML comment', body: '<!-- \n/ack\n-->' },
  { name: 'HTML comment with a blank line', body: '<!--\n\n/ack\n\n-->' },
  { name: 'HTML comment that is never closed', body: 'a\n\n<!--\n\n/ack' },
  { name: 'HTML comment in a paragraph', body: 'a <!--\n/ack\n--> b' },
  { name: 'HTML comment that outlives its block', body: 'a\n\n<p><!--\n\n/severity P3 quiet\n\n-->' },
  { name: 'HTML comment behind a rule', body: '<hr><!--\n\n/ack\n\n-->' },
  { name: 'HTML comment that hides the end of details', body: '<details>\n<!--\n\n</details>\n\n-->\n\n/ack' },
  { name: 'list in a comment that outlives its block', body: '<p><!--\n\n- /ack\n\n-->' },
  { name: 'heading in a comment that outlives its block', body: '<p><!--\n\n# /ack\n\n-->' },
  { name: 'details opened behind a comment’s end in one block', body: '<p><!--\n\nx\n\n<p>--><details>\n\n/ack' },
  { name: 'comment that looks closed at once', body: '<p><!--!>\n\n/ack' },
  { name: 'comment in a list item that outlives its list', body: '- <p><!--\n\n\n/ack' },
  { name: 'comment in a list item without its end', body: '- <!-- a\n\n/ack' },
  { name: 'comment in a nested list', body: '- a\n  1. b\n     <p><!--\n\n/ack' },
  { name: 'comment in a quote that outlives it', body: '> <p><!--\n\n/ack' },
  { name: 'comment in a quote in a list', body: '- > <p><!--\n\n/ack' },
  { name: 'comment in a quote deeper than is read', body: `${'> '.repeat(30)}<p><!--\n\n/ack` },
  { name: 'value in quotes in a list item', body: '- <p title="\n\n/ack' },
  { name: 'details in a list item', body: '- <details>\n\n/ack' },
  { name: 'details in a list item’s text', body: '- a <details>\n\n/ack' },
  { name: 'details in a heading', body: '# a <details>\n\n/ack' },
  { name: 'details in an underlined heading', body: 'a <details>\n---\n\n/ack' },
  { name: 'code in a quote', body: '> a <code>\n\n/ack' },
  { name: 'details in a table', body: 'a|b\n-|-\nc|<details>\n\n/ack' },
  { name: 'details whose end a table keeps', body: '<details>\n\na|b\n-|-\nc|</details>\n\n/ack' },
  { name: 'details whose end a table of HTML keeps', body: '<details>\n<table>\n</details>\n</table>\n\n/ack' },
  { name: 'details whose end an unfinished tag takes', body: '<details>\n\n<p\n\n</details>\n\n/ack' },
  { name: 'details whose end an unfinished declaration takes', body: '<details>\n\n<p><!x\n\n</details>\n\n/ack' },
  { name: 'parenthesis of ruby text', body: '<ruby>a<rp>\n\n/ack' },
  { name: 'attribute that outlives its block', body: '<div title="\n\n/ack\n\n">x</div>' },
  { name: 'attribute of a paragraph element', body: "<p title = '>\n\n/ack\n\n'>" },
  { name: 'attribute behind another', body: '<p class="a"title="b\n\n/ack' },
  { name: 'details in a tag that ends in a later block', body: '<details\n\n/ack' },
  { name: 'struck out', body: '~~scratch that:\n/severity P0\nsorry~~' },
  { name: 'struck out with one tilde', body: 'no ~scratch that\n/severity P0\nsorry~ go on' },
  { name: 'struck out around something struck out', body: '~~a ~b~ c\n/ack\nd~~' },
  { name: 'struck out in a list', body: '- ~~a\n  /ack\n  b~~' },
  { name: 'HTML block', body: '<div>\n/ack\n</div>' },
  { name: 'a picture in details', body: '<details>\n\n<img src="a">\n/ack\n\n</details>' },
  { name: 'HTML below a picture', body: '<img src="a">\n<!--\n/ack\n-->' },
  { name: 'details', body: '<details>\n<summary>x</summary>\n\n/ack\n\n</details>' },
  { name: 'details, opened in a paragraph', body: 'a <details>\n\n/ack' },
  { name: 'details, nested', body: '<details>\n\n<details>\n\n</details>\n\n/ack\n\n</details>' },
  { name: 'blockquote element', body: '<blockquote>\n\n/ack\n\n</blockquote>' },
  { name: 'pre element', body: '<pre>\n/ack\n\n/ack\n</pre>' },
  { name: 'element in a paragraph', body: 'a <b>\n/ack\n</b>' },
  { name: 'attribute', body: 'a <b title="\n/ack">x</b>' },
  { name: 'link text', body: 'a [b\n/ack](https://example.com)' },
  { name: 'link by reference', body: 'a [b\n/ack][r]\n\n[r]: https://example.com' },
  { name: 'link title', body: 'a [b](https://example.com "\n/ack\n") c' },
  { name: 'image text', body: 'a ![b\n/ack](https://example.com)' },
  { name: 'link definition', body: '[r]: https://example.com "\n/ack\n"' },
  { name: 'footnote', body: 'a[^1]\n\n[^1]: b\n/ack' },
  { name: 'footnote, second paragraph', body: 'a[^1]\n\n[^1]: b\n\n    c\n    /ack' },
  { name: 'mathematics', body: 'a\n$$\n/ack\n$$' },
];

const WRONG: readonly Row[] = [
  { name: 'a slip', body: '/akc', is: ['1:akc ! unknown-command@1 /ack'] },
  {
    name: 'a slip in a long name',
    body: '/rolback production',
    is: ['1:rolback ! unknown-command@1 /rollback production'],
  },
  { name: 'a short form', body: '/sev P1', is: ['1:sev ! unknown-command@1 /severity P1'] },
  { name: 'column behind blanks', body: 'a\n  /akc', is: ['2:akc ! unknown-command@3 /ack'] },
  { name: 'an equals sign', body: '/severity=P1', is: ['1:severity=P1 ! unknown-command@1 /severity P1'] },
  { name: 'a question', body: '/ack?', is: ['1:ack? ! unknown-command@1 /ack'] },
  {
    name: 'punctuation behind a destructive one',
    body: '/rollback!',
    is: ['1:rollback! ! unknown-command@1 /rollback'],
  },
  { name: 'unknown option', body: '/rollback from=v1', is: ['1:rollback ! unknown-option@11 -'] },
  { name: 'slip in an option', body: '/rollback becuase=x', is: ['1:rollback ! unknown-option@11 because='] },
  { name: 'duplicate option', body: '/rollback to=a to=b', is: ['1:rollback to={a} ! duplicate-option@16 -'] },
  {
    name: 'duplicate option around a text',
    body: '/update eta=1 a eta=2',
    is: ['1:update eta={1} "a" ! duplicate-option@17 -'],
  },
  { name: 'missing value', body: '/rollback to=', is: ['1:rollback ! missing-value@11 -'] },
  { name: 'missing value before a blank', body: '/update a eta=', is: ['1:update "a" ! missing-value@11 -'] },
  {
    name: 'missing value at the end of a text of two lines',
    body: '/update a\nb eta=',
    is: ['1:update "a\nb" ! missing-value@3+1 -'],
  },
  { name: 'missing argument', body: '/role lead', is: ['1:role <lead> ! missing-argument@11 -'] },
  { name: 'missing text', body: '/update', is: ['1:update ! missing-argument@8 -'] },
  { name: 'missing text behind options', body: '/update eta=1', is: ['1:update eta={1} ! missing-argument@14 -'] },
  { name: 'too many arguments', body: '/role lead @a b', is: ['1:role <lead> <@a> ! too-many-arguments@15 -'] },
  { name: 'unknown choice', body: '/evidence fro it', is: ['1:evidence <fro> "it" ! unknown-value@11 for'] },
  { name: 'unclosed quote', body: '/role "lead @a', is: ['1:role ! unclosed-quote@7 -'] },
  { name: 'unclosed curly quote', body: '/rollback to=“v1', is: ['1:rollback ! unclosed-quote@11 -'] },
  {
    name: 'unclosed quote in an own option',
    body: '/update a next="b',
    is: ['1:update next={"b} "a" ! unclosed-quote@11 -'],
  },
  { name: 'quote within a word', body: '/role "a"b @c', is: ['1:role ! unclosed-quote@7 -'] },
  { name: 'unknown flag', body: '/rollback --frce', is: ['1:rollback ! unknown-flag@11 --force'] },
  {
    name: 'unknown flag before a required argument',
    body: '/severity --x P1',
    is: ['1:severity "--x P1" ! unknown-flag@11 -'],
  },
  { name: 'the blank of a phone', body: '/ severity P1', is: ['1: severity ! unknown-command@1 /severity P1'] },
  { name: 'two slashes', body: '//severity P1', is: ['1:/severity ! unknown-command@1 /severity P1'] },
  { name: 'a severity run together', body: '/sev1', is: ['1:sev1 ! unknown-command@1 /severity SEV1'] },
  { name: 'a severity alone', body: '/p0 all down', is: ['1:p0 ! unknown-command@1 /severity P0'] },
  { name: 'a word that may be an address, alone', body: '/closed', is: ['1:closed ! unknown-command@1 /close'] },
  { name: 'as autocorrected', body: '/ask', is: ['1:ask ! unknown-command@1 /ack'] },
  { name: 'a plural alone', body: '/acks', is: ['1:acks ! unknown-command@1 /ack'] },
  { name: 'a plural before somebody', body: '/roles lead @b', is: ['1:roles ! unknown-command@1 /role lead @b'] },
  {
    name: 'a plural before a flag',
    body: '/updates a --dry-run',
    is: ['1:updates ! unknown-command@1 /update a --dry-run'],
  },
  {
    name: 'a plural before numbers of items',
    body: '/checks 1 3, 12',
    is: ['1:checks ! unknown-command@1 /check 1 3, 12'],
  },
  {
    name: 'another form before prose',
    body: '/resolved by hand',
    is: ['1:resolved ! unknown-command@1 /resolve by hand'],
  },
  { name: 'a slip before a long text', body: `/updat ${'a '.repeat(40)}`, is: ['1:updat ! unknown-command@1 /update'] },
  {
    name: 'a dry run without dashes',
    body: '/resolve dry-run',
    is: ['1:resolve "dry-run" ! unknown-flag@10 --dry-run'],
  },
  { name: 'another word for it', body: '/acknowledge', is: ['1:acknowledge ! unknown-command@1 /ack'] },
  { name: 'one dash', body: '/rollback -dry-run', is: ['1:rollback ! unknown-flag@11 --dry-run'] },
  {
    name: 'dry run misspelt behind a text',
    body: '/resolve a --dryrun',
    is: ['1:resolve "a --dryrun" ! unknown-flag@12 --dry-run'],
  },
  ...[
    ['without a dash within', '--dryrun'],
    ['with one dash', '-dry-run'],
    ['with an em dash and none within', '—dryrun'],
    ['with a minus sign', '\u2212dry-run'],
    ['with a value', '--dry-run=true'],
    ['with a value behind a phone’s dash', '—dry-run=1'],
    ['with a full stop', '--dry-run.'],
    ['with a comma', '--dryrun,'],
    ['with an underscore', '--dry_run'],
    ['cut short', '--dry'],
    ['in code', '`--dry-run`'],
    ['with a Cyrillic letter', '--dr\u0443-run'],
    ['with a zero-width space', '--dry\u200b-run'],
  ].flatMap(([how, flag]) => [
    {
      name: `dry run in front of a text, ${how}`,
      body: `/resolve ${flag} rolled back`,
      is: [`1:resolve "${flag} rolled back" ! unknown-flag@10 --dry-run`],
    },
    {
      name: `dry run behind a text, ${how}`,
      body: `/resolve rolled back ${flag}`,
      is: [`1:resolve "rolled back ${flag}" ! unknown-flag@22 --dry-run`],
    },
  ]),
  {
    name: 'dry run misspelt behind a required argument',
    body: '/severity P0 --dryrun what happens',
    is: ['1:severity <P0> "--dryrun what happens" ! unknown-flag@14 --dry-run'],
  },
  {
    name: 'dry run misspelt for a required argument',
    body: '/severity --dry-run. P0',
    is: ['1:severity <--dry-run.> "P0" ! unknown-flag@11 --dry-run'],
  },
  {
    name: 'dry run misspelt behind a strange flag',
    body: '/resolve --now --dryrun fixed',
    is: ['1:resolve "--now --dryrun fixed" ! unknown-flag@16 --dry-run'],
  },
  {
    name: 'dry run misspelt before a strange flag',
    body: '/resolve fixed --dryrun --now',
    is: ['1:resolve "fixed --dryrun --now" ! unknown-flag@16 --dry-run'],
  },
  {
    name: 'dry run before a strange flag, where it is not read',
    body: '/resolve fixed --dry-run --now',
    is: ['1:resolve "fixed --dry-run --now" ! unknown-flag@16 -'],
  },
  {
    name: 'dry run at the start of a text on the next line, where it is not read',
    body: '/update\n--dry-run found it',
    is: ['1:update "--dry-run found it" ! unknown-flag@1+1 -'],
  },
  {
    name: 'dry run misspelt at the start of a text on the next line',
    body: '/update\n\t--dryrun found it\nand more',
    is: ['1:update "--dryrun found it\nand more" ! unknown-flag@2+1 --dry-run'],
  },
  {
    name: 'dry run misspelt at the end of the first line',
    body: '/resolve a --dryrun\nb',
    is: ['1:resolve "a --dryrun\nb" ! unknown-flag@12 --dry-run'],
  },
  {
    name: 'dry run misspelt at the end of the last line',
    body: '/resolve a\nb --dryrun.',
    is: ['1:resolve "a\nb --dryrun." ! unknown-flag@3+1 --dry-run'],
  },
  {
    name: 'dry run within a text',
    body: '/resolve all good I think --dry-run please',
    is: ['1:resolve "all good I think --dry-run please" ! misplaced-flag@27 -'],
  },
  {
    name: 'dry run of a phone within a text',
    body: '/note is this one? —dry-run first\nand more',
    is: ['1:note "is this one? —dry-run first\nand more" ! misplaced-flag@20 -'],
  },
  {
    name: 'dry run of a phone’s other dash within a text',
    body: '/update a –DRY-RUN b eta=1h',
    is: ['1:update eta={1h} "a –DRY-RUN b" ! misplaced-flag@11 -'],
  },
  {
    name: 'dry run in two words behind a text',
    body: '/resolve fixed --dry run',
    is: ['1:resolve "fixed --dry run" ! unknown-flag@16 --dry-run'],
  },
  {
    name: 'dry run apart from its dashes behind a text',
    body: '/resolve fixed — dry-run.',
    is: ['1:resolve "fixed — dry-run." ! unknown-flag@16 --dry-run'],
  },
  {
    name: 'dry run before a no-break space',
    body: '/resolve --dry-run\u00a0fixed',
    is: ['1:resolve "--dry-run\u00a0fixed" ! unknown-flag@10 --dry-run'],
  },
  {
    name: 'dry run apart from its dashes',
    body: '/resolve -- dry-run fixed',
    is: ['1:resolve "-- dry-run fixed" ! unknown-flag@10 --dry-run'],
  },
  {
    name: 'dry run with a value, without a text',
    body: '/rollback --dry-run=true',
    is: ['1:rollback ! unknown-flag@11 --dry-run'],
  },
  {
    name: 'dry run with a full stop for an argument',
    body: '/rollback --dry-run.',
    is: ['1:rollback <--dry-run.> ! unknown-flag@11 --dry-run'],
  },
  {
    name: 'dry run with a value among open options',
    body: '/run restart --dry-run=true',
    is: ['1:run <restart> dry-run={true} ! unknown-flag@14 --dry-run'],
  },
  {
    name: 'HTML comment as arguments',
    body: '/rollback <!-- to=v1 -->',
    is: ['1:rollback <<!--> to={v1} ! too-many-arguments@22 -'],
  },
];

const MISPLACED: readonly Row[] = [
  {
    name: 'right below a picture, which makes it HTML',
    body: 'a\n\n<img width="9" src="https://a.example/b" />\n/severity P0 x',
    is: ['4:severity ! wrong-place@1 /severity'],
  },
  {
    name: 'below two pictures and a text',
    body: '<img src="a">\n<img src="b">\nsee\n  /ack',
    is: ['4:ack ! wrong-place@3 /ack'],
  },
  { name: 'bullet', body: '- /ack', is: ['1:ack ! wrong-place@3 /ack'] },
  { name: 'bullet with arguments', body: '* /severity P0', is: ['1:severity ! wrong-place@3 /severity'] },
  { name: 'second line of a bullet', body: '- a\n  /ack', is: ['2:ack ! wrong-place@3 /ack'] },
  { name: 'right below a bullet, which makes it part of it', body: '- a\n/ack', is: ['2:ack ! wrong-place@1 /ack'] },
  { name: 'numbered item', body: '1. /ack', is: ['1:ack ! wrong-place@4 /ack'] },
  { name: 'task', body: '- [ ] /ack', is: ['1:ack ! wrong-place@7 /ack'] },
  { name: 'item of an item', body: '- a\n  - /ack', is: ['2:ack ! wrong-place@5 /ack'] },
  { name: 'heading', body: '# /ack', is: ['1:ack ! wrong-place@3 /ack'] },
  { name: 'above a line of dashes, which makes it a heading', body: '/ack\n---', is: ['1:ack ! wrong-place@1 /ack'] },
  { name: 'beside one that runs', body: '/ack\n\n- /close', is: ['1:ack', '3:close ! wrong-place@3 /close'] },
];

/** Where nobody means a command, or nobody can tell. */
const NO_PLACE: readonly Omit<Row, 'is'>[] = [
  { name: 'near miss in a list', body: '- /akc' },
  { name: 'path in a list', body: '- /etc/hosts\n- /run/docker.sock' },
  { name: 'prose in a list', body: '- say /ack' },
  { name: 'code in a list', body: '- `/ack`' },
  { name: 'code over two lines in a list', body: '- see `a\n  /ack` b' },
  { name: 'fence in a list', body: '- a\n  ```\n  /ack\n  ```' },
  { name: 'quote in a list', body: '- > /ack' },
  { name: 'list in a quote', body: '> - /ack' },
  { name: 'list in details', body: '<details>\n\n- /ack\n\n</details>' },
  { name: 'heading in details', body: '<details>\n\n# /ack\n\n</details>' },
  { name: 'HTML in a list', body: '- <div>\n  /ack\n  </div>' },
  { name: 'element in a list', body: '- <b>\n  /ack\n  </b>' },
  { name: 'link text in a list', body: '- [a\n  /ack](x)' },
];

const DISGUISED: readonly Row[] = [
  { name: 'Cyrillic letter', body: '/r\u043ellback', is: ['1:r[U+043E]llback ! wrong-characters@1 /rollback'] },
  { name: 'Greek letter', body: '/\u03b1ck', is: ['1:[U+03B1]ck ! wrong-characters@1 /ack'] },
  { name: 'full-width letters', body: '/\uff41ck', is: ['1:[U+FF41]ck ! wrong-characters@1 /ack'] },
  { name: 'mathematical letters', body: '/\u{1d41a}ck', is: ['1:[U+1D41A]ck ! wrong-characters@1 /ack'] },
  { name: 'accent', body: '/\u00e1ck', is: ['1:[U+00E1]ck ! wrong-characters@1 /ack'] },
  { name: 'zero-width within', body: '/a\u200bck', is: ['1:a[U+200B]ck ! wrong-characters@1 /ack'] },
  { name: 'zero-width in front', body: '\u200b/ack', is: ['1:[U+200B]/ack ! wrong-characters@1 /ack'] },
  { name: 'zero-width behind', body: '/ack\u200b', is: ['1:ack[U+200B] ! wrong-characters@1 /ack'] },
  { name: 'byte order mark in front', body: 'a\n\ufeff/ack', is: ['2:[U+FEFF]/ack ! wrong-characters@1 /ack'] },
  { name: 'no-break space in front', body: '\u00a0/ack', is: ['1:[U+00A0]/ack ! wrong-characters@1 /ack'] },
  {
    name: 'no-break space behind',
    body: '/severity\u00a0P1',
    is: ['1:severity[U+00A0]P1 ! wrong-characters@1 /severity'],
  },
  { name: 'full-width slash', body: '\uff0fack', is: ['1:[U+FF0F]ack ! wrong-characters@1 /ack'] },
  { name: 'fraction slash', body: '\u2044ack', is: ['1:[U+2044]ack ! wrong-characters@1 /ack'] },
  { name: 'bidi override', body: '/\u202eack', is: ['1:[U+202E]ack ! wrong-characters@1 /ack'] },
  { name: 'emoji behind', body: '/ack\u{1f44d}', is: ['1:ack[U+1F44D] ! wrong-characters@1 /ack'] },
  {
    name: 'bidi in an argument',
    body: '/rollback prod\u202e',
    is: ['1:rollback <prod\u202e> ! wrong-characters@11 -'],
  },
  {
    name: 'no-break space in an argument',
    body: '/role lead\u00a0@a',
    is: ['1:role <lead\u00a0@a> ! wrong-characters@7 -'],
  },
  {
    name: 'zero-width in an own option',
    body: '/update a eta=1\u200b',
    is: ['1:update eta={1\u200b} "a" ! wrong-characters@11 -'],
  },
  { name: 'an ordinary foreign word', body: '/caf\u00e9', is: [] },
  { name: 'a foreign path', body: '/ack/\u00e9', is: [] },
];

describe.each([
  ['understood', UNDERSTOOD],
  ['free text', FREE_TEXT],
  ['near misses are answered and do nothing', WRONG],
  ['in a wrong place they are answered and do nothing', MISPLACED],
  ['in no place at all', NO_PLACE.map((row) => ({ ...row, is: [] }))],
  ['disguised commands never run', DISGUISED],
  ['met with silence', SILENT.map((row) => ({ ...row, is: [] }))],
])('%s', (_title, rows) => {
  test.each(rows)('$name', ({ body, is }) => {
    expect(said(body)).toEqual(is);
  });
});

describe('limits', () => {
  test('a comment without a body', () => {
    expect(said(null)).toEqual([]);
    expect(said('')).toEqual([]);
  });

  test('ten commands run, the eleventh is told so', () => {
    const lines = parseComment('/ack\n'.repeat(11), SPECS);
    expect(lines.map(({ problem }) => problem?.code ?? 'runs')).toEqual([
      ...Array(10).fill('runs'),
      'too-many-commands',
    ]);
  });

  test('commands beyond the tenth are told of once', () => {
    expect(parseComment('/ack\n'.repeat(5_000), SPECS)).toHaveLength(11);
  });

  test('the second destructive command is told to wait', () => {
    expect(said('/rollback staging --dry-run\n/ack\n/rollback production')).toEqual([
      '1:rollback <staging> --dry-run',
      '2:ack',
      '3:rollback ! too-many-destructive@1 -',
    ]);
  });

  test('at most ten near misses are answered', () => {
    expect(parseComment('/akc\n'.repeat(5_000), SPECS)).toHaveLength(10);
  });

  test('a problem says what happened, what was expected and what to do', () => {
    const messages = parseComment(WRONG.map(({ body }) => body).join('\n\n'), SPECS).map(({ problem }) => problem);
    for (const problem of messages) expect(problem?.message).toMatch(/^.+\. .+[.?]$/);
  });

  test('a destructive command with an unknown token never runs', () => {
    for (const token of ['now', '--now', '-f', 'force=1', '"x', '<!--', '\u200b']) {
      const [line] = parseComment(`/rollback production ${token}`, SPECS);
      expect(line?.problem, token).not.toBeNull();
    }
  });
});
