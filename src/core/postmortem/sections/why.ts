// Root cause, contributing factors and resolution: what people found out, what spoke for and against it, and what was done.
import type { Hypothesis } from '../../incident/record.ts';
import { linkAddress } from '../../markdown/address.ts';
import { inert } from '../../markdown/inert.ts';
import { causeIn, fixIn } from '../../messages/known.ts';
import { minuteInUtc } from '../../time.ts';
import type { Filled, Known } from '../known.ts';

export function rootCauseSection({ incident, policy }: Known): Filled {
  const cause = causeIn(incident);
  const evidence = incident.cause?.evidence ?? null;
  const facts = [
    ...(cause === null ? [] : [inert(cause)]),
    ...(evidence === null ? [] : ['', `Evidence: ${inert(evidence)}`]),
    ...(incident.hypotheses.length === 0
      ? []
      : ['', 'What was thought to be the cause on the way:', '', ...incident.hypotheses.flatMap(hypothesis)]),
  ];
  const wanted = policy.postmortem.rootCause.filter((one) => cause === null || !/what (happened|was)/i.test(one));
  const asked =
    wanted.length > 0 || cause !== null ? wanted : ['What made this possible? How did the system come to behave so?'];
  return { facts: facts[0] === '' ? facts.slice(1) : facts, asks: asked.map((one) => inert(one)) };
}

function hypothesis({ number, text, for: pro, against }: Hypothesis): readonly string[] {
  return [
    `- Hypothesis ${number}: ${inert(text)}`,
    ...pro.map((one) => `  - for it: ${inert(one)}`),
    ...against.map((one) => `  - against it: ${inert(one)}`),
  ];
}

/** Suspects are no causes: they are listed as what changed. */
export function factorsSection({ incident }: Known): Filled {
  const suspects = (incident.changes?.suspects ?? []).slice(0, 5);
  const facts = suspects.map(({ title, url, at, reasons }) => {
    const name = url === null ? inert(title) : `[${inert(title)}](${linkAddress(url)})`;
    return `- Changed before it began: ${name}, ${minuteInUtc(at)}${reasons.length === 0 ? '' : `: ${reasons.join('; ')}`}`;
  });
  return {
    facts,
    asks: [
      'Which conditions made it possible, worse or longer? At least one that is neither a person nor what set it off.',
    ],
  };
}

export function resolutionSection({ incident, web }: Known): Filled {
  const fix = fixIn(incident);
  const { operations = [], hotfixes = [], temporaryFixes, backfills, cause } = incident;
  const rollbacks = operations
    .filter(({ kind, state }) => (kind === 'rollback' || kind === 'action') && state === 'succeeded')
    .map(
      ({ title, since, run }) =>
        `  - ${inert(title)}, done ${minuteInUtc(since)}${run === null ? '' : ` ([run](${linkAddress(run.url)}))`}`,
    );
  const merged = hotfixes.flatMap(({ merged: as, pull, title }) =>
    as === undefined || pull === null
      ? []
      : [`  - hotfix [#${pull.number}](${linkAddress(pull.url)}): ${inert(title)}, merged ${minuteInUtc(as.at)}`],
  );
  const temporary = temporaryFixes.map(
    ({ what, done, issue }) =>
      `  - ${inert(what)}${issueLink(issue, web)}: ${done === null ? 'still there' : `removed ${minuteInUtc(done)}`}`,
  );
  const done = backfills
    .filter((one) => one.done !== null)
    .map(({ what, issue }) => `  - ${inert(what)}${issueLink(issue, web)}`);
  const restored = [...(fix === null ? [] : [`  - ${inert(fix)}`]), ...rollbacks, ...merged, ...temporary];
  const permanent = [...done, ...(cause?.fix == null ? [] : [`  - proposed: ${inert(cause.fix)}`])];
  const facts = [
    ...(restored.length === 0 ? [] : ['- Temporary:', ...restored]),
    ...(permanent.length === 0 ? [] : ['- Permanent:', ...permanent]),
  ];
  const asks = [
    ...(restored.length === 0 ? ['What restored the service?'] : []),
    ...(done.length === 0
      ? ['What is the permanent fix, and when is it in? If what restored the service is permanent, say so.']
      : []),
  ];
  return { facts, asks };
}

function issueLink(issue: { readonly number: number; readonly url: string } | undefined, _web: string): string {
  return issue === undefined ? '' : ` ([#${issue.number}](${linkAddress(issue.url)}))`;
}
