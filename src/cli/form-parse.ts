/** `firebreak form parse`: what an issue's body says by an issue form. */
import type { FieldProblem, FieldValue, FormFileProblem } from '../core/form/form.ts';
import { parseFormBody } from '../core/form/parse-body.ts';
import { parseFormFile } from '../core/form/parse-form-file.ts';
import { type Arguments, type ExitStatus, type Terminal, type Verb, WrongUse } from './verb.ts';

/** What `--json` prints (DESIGN, command line). */
interface Printed {
  readonly ok: boolean;
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly problems: readonly (Omit<FieldProblem, 'code'> & { readonly code: string })[];
}

export const formParse: Verb = {
  name: 'form parse',
  usage: 'form parse --form FILE [--body FILE|-]',
  summary: 'Read an issue body (or standard input) by an issue form.',
  examples: [
    'form parse --form .github/ISSUE_TEMPLATE/incident.yml --body issue.md',
    'form parse --form .github/ISSUE_TEMPLATE/incident.yml --body - --json',
  ],
  options: [
    { name: 'form', value: 'FILE' },
    { name: 'body', value: 'FILE|-' },
  ],
  words: 0,
  run,
};

async function run({ json, values }: Arguments, terminal: Terminal): Promise<ExitStatus> {
  const path = values['form'];
  if (path === undefined) throw new WrongUse('form parse needs --form FILE.');
  if (path === '-' && (values['body'] ?? '-') === '-')
    throw new WrongUse('only one of --form and --body can be standard input.');
  const printed = await readForm(path, values['body'] ?? '-', terminal);
  terminal.print(json ? JSON.stringify(printed) : inWords(printed));
  return printed.ok ? 0 : 1;
}

async function readForm(path: string, bodyPath: string, terminal: Terminal): Promise<Printed> {
  const { form, problems } = parseFormFile(await terminal.read(path));
  for (const fault of problems) terminal.complain(`${path}:${inPlace(fault)}`);
  if (form === null) {
    const faults = problems.map((fault) => ({ code: fault.code, field: null, message: `${path}:${inPlace(fault)}` }));
    return { ok: false, fields: {}, problems: faults };
  }
  const reading = parseFormBody(form, await terminal.read(bodyPath));
  return { ok: reading.ok, fields: reading.fields, problems: reading.problems };
}

function inPlace({ line, column, message }: FormFileProblem): string {
  return `${line}:${column}: ${message}`;
}

function inWords({ fields, problems }: Printed): string {
  const values = Object.entries(fields).map(([key, { value }]) => `${key}: ${JSON.stringify(value)}`);
  return [...values, ...problems.map(({ code, message }) => `! ${code}: ${message}`)].join('\n');
}
