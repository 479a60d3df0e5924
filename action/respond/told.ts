// What became of an event, for whoever looks at the run: one line of the log, a table in the summary, the output.
import { linkAddress } from '../../src/core/markdown/address.ts';
import { inert } from '../../src/core/markdown/inert.ts';
import { codeSpan } from '../../src/core/markdown/quoted.ts';
import { setOutputs, summarise } from '../host/runner.ts';
import { eventInWords, outcomeInWords } from './words.ts';

/** Says the outcome of the event that the run is for. */
export function tell(env: NodeJS.ProcessEnv, event: unknown, outcome: string): void {
  const words = outcomeInWords(outcome);
  process.stdout.write(`Firebreak: ${outcome}${outcome === 'done' ? '' : ` (${words})`}\n`);
  const row = [incidentOf(event, env), eventInWords(env['GITHUB_EVENT_NAME'] ?? '', event), words];
  summarise(
    env,
    `**Firebreak**: ${codeSpan(outcome)}\n\n| Incident | Event | Outcome |\n|---|---|---|\n| ${row.join(' | ')} |\n`,
  );
  setOutputs(env, { outcome });
}

type WithIssue = { readonly issue: { readonly number: unknown; readonly title: unknown } | null };

/** Linked, with its title, of which nothing does anything. */
function incidentOf(event: unknown, env: NodeJS.ProcessEnv): string {
  const { issue } = (event ?? {}) as Partial<WithIssue>;
  const number = Number(issue?.number);
  if (!Number.isSafeInteger(number)) return 'none';
  const title = typeof issue?.title === 'string' ? ` ${inert(issue.title, { max: 100 })}` : '';
  const [server, place] = [env['GITHUB_SERVER_URL'] ?? 'https://github.com', env['GITHUB_REPOSITORY'] ?? ''];
  return `[#${number}](${linkAddress(`${server}/${place}/issues/${number}`)})${title}`;
}
