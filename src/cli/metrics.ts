/** `firebreak metrics`: how long incidents take and what became of what was promised, from a repository and its issues alone. */
import { asJson } from '../core/metrics/as-json.ts';
import { asSvg } from '../core/metrics/chart/page.ts';
import { metricsFiles } from '../core/metrics/files.ts';
import { asMarkdown } from '../core/metrics/markdown.ts';
import { type Report, report } from '../core/metrics/report.ts';
import { recordedPolicies } from '../shell/metrics/recorded-policies.ts';
import { fromFiles, fromGitHub, type Given } from './metrics/given.ts';
import { type Environment, type Format, type Wanted, wantedOf } from './metrics/wanted.ts';
import { printable } from './policy/file.ts';
import type { Arguments, ExitStatus, Terminal, Verb } from './verb.ts';

/** The verb with what it takes from around it: the environment of the process, and what time it is. */
export function metricsVerb(environment: Environment, now: () => string): Verb {
  return {
    name: 'metrics',
    usage:
      'metrics [--repository OWNER/NAME [--app LOGIN] [--api URL] | --records FILE [--deployments FILE]] [--from T] [--to T] [--environment E] [--format F] [--mean] [--out DIR]',
    summary:
      'Tell how long incidents take and what was kept of what was promised, from the repository and its issues alone.',
    examples: [
      'metrics --repository acme/shop --from 2026-01-01',
      'metrics --repository acme/shop --format svg --out charts',
      'metrics --records incidents.jsonl --json',
    ],
    options: [
      { name: 'repository', value: 'OWNER/NAME' },
      { name: 'api', value: 'URL' },
      { name: 'app', value: 'LOGIN' },
      { name: 'from', value: 'INSTANT' },
      { name: 'to', value: 'INSTANT' },
      { name: 'environment', value: 'NAME' },
      { name: 'format', value: 'NAME' },
      { name: 'mean' },
      { name: 'out', value: 'DIR' },
      { name: 'records', value: 'FILE' },
      { name: 'deployments', value: 'FILE' },
    ],
    words: 0,
    run: (args, terminal) => run(args, terminal, environment, now),
  };
}

async function run(
  { json, values, switches }: Arguments,
  terminal: Terminal,
  environment: Environment,
  now: () => string,
): Promise<ExitStatus> {
  const wanted = wantedOf(json ? { ...values, format: 'json' } : values, switches, environment, now());
  const policyOf = recordedPolicies();
  const { from } = wanted;
  const given =
    'records' in from ? await fromFiles(from, terminal) : await fromGitHub(from, wanted, policyOf, terminal);
  if (given === null) return 1;
  for (const text of given.unread) terminal.complain(printable(text));
  const made = report(given, { ...wanted, policyOf });
  await tell(made, given, wanted, terminal);
  return 0;
}

async function tell(made: Report, given: Given, wanted: Wanted, terminal: Terminal): Promise<void> {
  if (wanted.out === null) return terminal.print(inFormat(wanted.format, made, given, wanted).trimEnd());
  const files = metricsFiles(made, { of: given.of, mean: wanted.mean, unread: given.unread });
  for (const { name, text } of files) await terminal.write(`${wanted.out}/${name}`, text, 'made');
  terminal.print(`${files.map(({ name }) => name).join(', ')} are written to ${wanted.out}.`);
}

function inFormat(format: Format, made: Report, { of, unread }: Given, { mean }: Wanted): string {
  switch (format) {
    case 'json':
      return JSON.stringify(asJson(made, of, mean, unread), null, 2);
    case 'markdown':
      return asMarkdown(made, { of, mean, charts: null, unread });
    case 'svg':
      return asSvg(made, of);
  }
}
