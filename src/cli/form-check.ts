/** `firebreak form check`: every fault of issue form files, by GitHub's own rules. */
import { checkFormFiles, isForm, type NamedFile, type PlacedProblem } from '../core/form/check-form-files.ts';
import { printable } from './policy/file.ts';
import { type Arguments, type ExitStatus, type Terminal, type Verb, WrongUse } from './verb.ts';

export const formCheck: Verb = {
  name: 'form check',
  usage: 'form check FILE…',
  summary: 'Tell every fault of issue forms for which GitHub would reject them.',
  examples: ['form check .github/ISSUE_TEMPLATE/incident.yml', 'form check .github/ISSUE_TEMPLATE/*.yml --json'],
  options: [],
  words: Number.POSITIVE_INFINITY,
  run,
};

async function run({ json, words }: Arguments, terminal: Terminal): Promise<ExitStatus> {
  if (words.length === 0) throw new WrongUse('form check needs a FILE, such as .github/ISSUE_TEMPLATE/incident.yml.');
  const files: NamedFile[] = [];
  for (const path of words) files.push({ path, text: await terminal.read(path) });
  const found = checkFormFiles(files);
  for (const warning of found.filter(({ level }) => level === 'warning')) terminal.complain(inWords(warning));
  const errors = found.filter(({ level }) => level === 'error');
  terminal.print(json ? JSON.stringify(errors.map(asPrinted)) : inText(files, errors));
  return errors.length === 0 ? 0 : 1;
}

/** What `--json` prints of each. */
function asPrinted({ file, line, column, code, message }: PlacedProblem) {
  return { file, line, column, code, message };
}

function inText(files: readonly NamedFile[], errors: readonly PlacedProblem[]): string {
  const sound = files.filter(({ path }) => errors.every(({ file }) => file !== path));
  const told = sound.map(
    (file) => `${file.path}: ${isForm(file) ? 'sound' : 'no form, so only its name was looked at'}.`,
  );
  return [...errors.map(inWords), ...told].join('\n');
}

function inWords({ file, line, column, code, level, message }: PlacedProblem): string {
  const what = level === 'warning' ? `warning: ${code}` : code;
  return `${file}:${line}:${column}: ${what}: ${printable(message)}`;
}
