// How long the two readers of people's text take: ordinary text, text made to hurt, and how both grow with length.
import { commands } from '../../src/core/commands/index.ts';
import { parseComment } from '../../src/core/commands/parse.ts';
import type { Form } from '../../src/core/form/form.ts';
import { parseFormBody } from '../../src/core/form/parse-body.ts';
import { parseFormFile } from '../../src/core/form/parse-form-file.ts';
import { readShipped } from '../../src/shell/templates/shipped.ts';
import { adversarialText, growth, ordinaryText } from '../budgets.ts';
import { type Summary, summarise } from '../report/summary.ts';
import { type Row, rounded } from '../report/table.ts';
import { adversarial, ordinaryComment, ordinaryForm } from '../support/texts.ts';
import type { Topic } from '../topic.ts';

/** GitHub's own limit for a body is the longest. */
const LENGTHS = [16 * 1024, 32 * 1024, 64 * 1024] as const;
/** Runs of each text: enough for a median, few enough for what is slow. */
const RUNS = 21;

export const parsers: Topic = {
  name: 'parsers',
  measure: async (say) => {
    const form = shippedForm();
    const readers = [
      { name: 'parseFormBody', ordinary: ordinaryForm(form), read: (text: string) => parseFormBody(form, text) },
      // A copy of the commands, since a comment read against the same ones is remembered.
      { name: 'parseComment', ordinary: ordinaryComment, read: (text: string) => parseComment(text, [...commands]) },
      {
        name: 'parseComment, by e-mail',
        ordinary: ordinaryComment,
        read: (text: string) => parseComment(text, [...commands], true),
      },
    ];
    return readers.flatMap((reader) => {
      say(reader.name);
      return rowsOf(reader, form);
    });
  },
};

type Make = (length: number) => string;
type Reader = { readonly name: string; readonly ordinary: Make; readonly read: (text: string) => unknown };

function rowsOf({ name, ordinary, read }: Reader, form: Form): readonly Row[] {
  const usual = measured(read, ordinary);
  const hurting = Object.entries(adversarial(form)).map(([text, make]) => ({ text, times: measured(read, make) }));
  const slowest = hurting.reduce((worst, one) => (one.times.last.median > worst.times.last.median ? one : worst));
  const steepest = hurting.reduce((worst, one) => (one.times.growth > worst.times.growth ? one : worst));
  return [
    { what: `${name}, 64 kB ordinary`, spread: usual.last, budget: ordinaryText(usual.last) },
    {
      what: `${name}, 64 kB adversarial, slowest of ${hurting.length}: ${slowest.text}`,
      spread: slowest.times.last,
      budget: adversarialText(slowest.times.last),
    },
    { what: `${name}, 16 → 32 → 64 kB, fastest runs, ordinary`, result: inWords(usual), budget: growth(usual.growth) },
    {
      what: `${name}, 16 → 32 → 64 kB, fastest runs, steepest: ${steepest.text}`,
      result: inWords(steepest.times),
      budget: growth(steepest.times.growth),
    },
  ];
}

type Times = { readonly each: readonly Summary[]; readonly last: Summary; readonly growth: number };

/**
 * Milliseconds below which a quotient says more about the engine's heap than about the text: such times count as this. Something quadratic that is quicker
 * than three of it at GitHub's longest body harms nobody.
 */
const LEAST = 5;

function measured(read: Reader['read'], make: Make): Times {
  read(make(LENGTHS[0]));
  const each = LENGTHS.map((length) => timed(read, make(length)));
  const last = each.at(-1) ?? summarise([]);
  const half = each.at(-2) ?? last;
  // The fastest runs: the others say more about the collector and the neighbours. Of the last doubling: what is quadratic shows there most, and the step at
  // which the arrays of a text become too large for the young heap is below it.
  return { each, last, growth: Math.max(last.min, LEAST) / Math.max(half.min, LEAST) };
}

function timed(read: Reader['read'], text: string): Summary {
  const samples = Array.from({ length: RUNS }, () => {
    const began = performance.now();
    read(text);
    return performance.now() - began;
  });
  return summarise(samples);
}

function inWords({ each, growth: times }: Times): string {
  return `${each.map(({ min }) => rounded(min)).join(' → ')} ms (× ${rounded(times)})`;
}

function shippedForm(): Form {
  const { form, problems } = parseFormFile(readShipped().form);
  if (form === null) throw new Error(`The shipped declaration form is broken: ${JSON.stringify(problems)}`);
  return form;
}
