/** `firebreak doctor`: what an installation lacks for its next incident, each with its fix; exit status 1 where something will not work. */

import type { Finding } from '../core/readiness/finding.ts';
import { judgeReadiness } from '../core/readiness/judge-readiness.ts';
import type { Place } from '../shell/github/installation/read-files.ts';
import { factsFor } from './doctor/facts.ts';
import { githubSaidNo, placeNamed } from './github-access.ts';
import { type Paint, paintFor } from './paint.ts';
import { printable } from './policy/file.ts';
import type { Arguments, ExitStatus, Terminal, Verb } from './verb.ts';
import type { World } from './world.ts';

/** The verb, in a world. */
export function doctorIn(world: World): Verb {
  return {
    name: 'doctor',
    usage: 'doctor --repository OWNER/NAME [--app SLUG] [--api URL]',
    summary:
      'Tell what an installation lacks for its next incident, and how to put it right. Asks GitHub with GITHUB_TOKEN, or as the app with APP_ID and PRIVATE_KEY.',
    examples: ['doctor --repository acme/shop', 'doctor --repository acme/shop --app firebreak-acme --json'],
    options: [
      { name: 'repository', value: 'OWNER/NAME' },
      { name: 'app', value: 'SLUG' },
      { name: 'api', value: 'URL' },
    ],
    words: 0,
    run: (args, terminal) => run(args, terminal, world),
  };
}

async function run({ json, values }: Arguments, terminal: Terminal, world: World): Promise<ExitStatus> {
  const place = placeNamed(values['repository'], world.env);
  const found = await world.during(`Looking at ${place.owner}/${place.repo}`, () =>
    lookAt(place, values, terminal, world),
  );
  if (found === null) return 1;
  terminal.print(json ? JSON.stringify(found) : inWords(found, place, paintFor(world.isTerminal, world.env)));
  return found.some(({ level }) => level === 'problem') ? 1 : 0;
}

/** Null where GitHub could not be asked at all, which was said. */
async function lookAt(
  place: Place,
  values: Arguments['values'],
  terminal: Terminal,
  world: World,
): Promise<readonly Finding[] | null> {
  try {
    return judgeReadiness(await factsFor(place, { app: values['app'], api: values['api'] }, world));
  } catch (error) {
    const said = githubSaidNo(error, place, 'one that may read its contents, issues and pull requests');
    if (said === null) throw error;
    terminal.complain(`firebreak: ${said}`);
    return null;
  }
}

function inWords(found: readonly Finding[], { owner, repo }: Place, paint: Paint): string {
  if (found.length === 0) return paint.good(`${owner}/${repo} is ready.`);
  const count = (level: Finding['level']) => found.filter((one) => one.level === level).length;
  const summary = `${owner}/${repo}: ${count('problem')} problems, ${count('advice')} hints, ${count('unknown')} not known.`;
  return [...found.flatMap((one) => [...oneInWords(one, paint), '']), paint.strong(summary)].join('\n');
}

function oneInWords({ code, level, what, expected, fix }: Finding, paint: Paint): readonly string[] {
  const head = `${level}: ${code}: ${printable(what)}`;
  return [
    level === 'problem' ? paint.bad(head) : head,
    `  expected: ${printable(expected)}`,
    `  fix: ${printable(fix)}`,
  ];
}
