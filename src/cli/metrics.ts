/** `firebreak metrics`: how long incidents take and what became of what was promised, from a repository and its issues alone. */
import { asJson } from '../core/metrics/as-json.ts';
import { asSvg } from '../core/metrics/chart/page.ts';
import { asMarkdown } from '../core/metrics/markdown.ts';
import { type Report, report } from '../core/metrics/report.ts';
import { fromFiles, fromGitHub, type Given } from './metrics/given.ts';
import { recordedPolicies } from './metrics/recorded-policies.ts';
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
  if (wanted.out === null) return terminal.print(inFormat(wanted.format, made, given, wanted, null).trimEnd());
  const files = { json: 'metrics.json', markdown: 'metrics.md', svg: CHARTS } as const;
  for (const [format, name] of [
    ['json', files.json],
    ['markdown', files.markdown],
    ['svg', files.svg],
  ] as const)
    await terminal.write(
      `${wanted.out}/${name}`,
      `${inFormat(format, made, given, wanted, CHARTS).trimEnd()}\n`,
      'made',
    );
  terminal.print(`${Object.values(files).join(', ')} are written to ${wanted.out}.`);
}

const CHARTS = 'metrics.svg';

function inFormat(
  format: Format,
  made: Report,
  { of, unread }: Given,
  { mean }: Wanted,
  charts: string | null,
): string {
  switch (format) {
    case 'json':
      return JSON.stringify(asJson(made, of, mean, unread), null, 2);
    case 'markdown':
      return asMarkdown(made, { of, mean, charts, unread });
    case 'svg':
      return asSvg(made, of);
  }
}
