// Texts of any length for the parsers: what people write, and what somebody writes who wants to hurt.
import type { Form } from '../../src/core/form/form.ts';

type Make = (length: number) => string;

const prose = [
  'The checkout answers with 502 for about a third of all requests since the deployment of this morning.',
  '- `api-1` and `api-3` are healthy, **`api-2` restarts** every two minutes ([graph](https://example.com/d/1))',
  '> Error: connect ETIMEDOUT 10.0.4.17:5432',
  '',
  '    at Pool.connect (/srv/app/node_modules/pg/lib/index.js:81:11)',
  '1. We looked at the database: cpu=100 % and 400 waiting connections.',
  '',
].join('\n');

/** A form as GitHub makes it of answers, the longest being log lines and prose. */
export function ordinaryForm(form: Form): Make {
  return (length) => {
    const each = Math.floor(length / form.fields.length);
    const body = form.fields.map(({ heading }) => `### ${heading}\n\n${filled(prose, each - heading.length - 10)}`);
    return body.join('\n\n').slice(0, length);
  };
}

/** A long comment with a few commands in it. */
export const ordinaryComment: Make = (length) => {
  const half = filled(prose, Math.floor(length / 2) - 100);
  return `/ack\n\n${half}\n\n/update Rolled back, errors are dropping eta=15m\n\n${half}\n\n/severity P1 fewer users\n`;
};

/** By name. Each is one idea, repeated to the length asked for. */
export function adversarial(form: Form): Readonly<Record<string, Make>> {
  const headings = form.fields.map(({ heading }) => `### ${heading}\n`).join('');
  const repeated = {
    'deep quotes': '>',
    'quoted lines, ever deeper': '> > > > > > > > > >\n',
    'quotes that end at once': '[a\n> ~~~\n',
    'deep quotes that end at once': '> > > > > > # a\nb\n',
    'nested lists': '- ',
    'list items, indented': `${'  '.repeat(20)}- x\n`,
    'open brackets': '[',
    'links that never close': '[a](',
    'images in images': '![',
    emphasis: '*a **b _c __d ',
    'single stars': '*',
    'runs of backticks': '` `` ``` ',
    'fences that never close': '```\n',
    'tildes and backticks by turns': '~~~\n```\n',
    'HTML that never closes': '<!-- <details> <a ',
    'HTML in a list that never closes': '- a <details> <b>\n',
    'HTML in a quote that never closes': '> <p><!--\n>\n\n',
    'HTML in cells': '|<b>|</i>|\n|-|-|\n',
    'tables of HTML in each other': '<table></b><b>',
    'ends of what is not open': '<i><b></table></i>',
    'headings of the form hidden in fences': `\`\`\`\n${headings}\`\`\`\n`,
    'headings of the form hidden in HTML': `<!--\n${headings}-->\n`,
    'headings of the form in a fence each': form.fields.map(({ heading }) => `~~~\n### ${heading}\n~~~\n`).join(''),
    'lists of commands below a command': '/note a\n- /ack\n- b\n',
    'tags within tags': '<details><summary>',
    entities: '&amp;&#x41;&nope;',
    'the form’s headings again and again': headings,
    'one heading again and again': `### ${form.fields[0]?.heading ?? ''}\n`,
    'check boxes': '- [ ] x\n- [X] y\n',
    'commands without end': '/ack\n',
    'commands in lists': '- /ack\n  - [ ] /severity P0\n',
    'commands in headings': '# /ack\n',
    'texts that go on below': '/note a\n- b\n```\nc\n```\n',
    'lines that are nearly commands': '/аck ／ack /ack!\n/sevrity P0\n',
    'fields that hold an address': 'x: <a@b.c>\n',
    'one command with many arguments': '/update a=1 b="2" ',
    'quotes that never close': '/note "a \'b \\" ',
    'reference definitions': '[a]: <b> "c"\n',
    tables: '|a|b|\n|-|-|\n',
    'underlined headings': 'a\n=\n',
    'blanks and tabs': ' \t',
    'line ends of all kinds': '\r\n\r\n\u2028\u0085',
    'paragraphs that are nearly HTML': '</\n\n',
    'paragraphs that open HTML': '<b>\n\n|__',
    'nothing but carriage returns': '\r',
    'nothing but line feeds': '\n',
    'links, boxes and addresses': 'www.[- [x] a\n…/',
    'look-alikes above tables': '/aсk\n|-|-|\n',
    'look-alikes below what may be a definition': '[===\n/aсk\n',
    'invisible characters': '\u200b\u202e/\u2060ack ',
  };
  const growing = {
    'wide tables of short rows': wideTables,
    'lines growing by one quote each': staircase('>'),
    'lines growing by one blank each': staircase(' '),
  };
  const commanded = Object.fromEntries(
    ['*a **b _c __d ', '[a](', '` `` ``` ', '<!-- <a ', '![['].map((unit): [string, Make] => [
      `after a command: ${unit.trim()}`,
      (length) => `/ack\n${filled(unit, length - 5)}`,
    ]),
  );
  const units = Object.entries(repeated).map(([name, unit]): [string, Make] => [name, (n) => filled(unit, n)]);
  return { ...Object.fromEntries(units), ...growing, ...commanded };
}

/** Tables as wide as they are long whose rows hold one cell: who fills them up makes the square of each. */
export const wideTables: Make = (length) => filled(wideTable(181), length);

function wideTable(columns: number): string {
  return `${'a|'.repeat(columns)}\n${'-|'.repeat(columns)}\n${'a\n'.repeat(columns * 2)}\n`;
}

function filled(unit: string, length: number): string {
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, Math.max(0, length));
}

function staircase(step: string): Make {
  return (length) => {
    const lines: string[] = [];
    for (let total = 0, width = 1; total < length; width += 1) {
      lines.push(`${step.repeat(width)}x`);
      total += width + 2;
    }
    return lines.join('\n').slice(0, length);
  };
}
