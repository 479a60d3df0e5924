/** `firebreak drill`: opens a practice incident in a repository, in the name of whoever's token it is. */
import { drillTitle } from '../core/drill/opened.ts';
import { oneVisibleLine } from '../core/markdown/inert.ts';
import type { Api, ApiAnswer } from './api.ts';
import { levelIn } from './drill-level.ts';
import { apiFrom, sendable } from './github-access.ts';
import { type Arguments, type ExitStatus, type Terminal, type Verb, WrongUse } from './verb.ts';
import type { World } from './world.ts';

/** The verb, which opens it through this API. */
export const drillBy = (api: Api, { during }: Pick<World, 'during'>): Verb => ({
  name: 'drill',
  usage: 'drill --repository OWNER/NAME --level L [--title TEXT] [--api URL]',
  summary: 'Open a practice incident on GitHub: set GITHUB_TOKEN to a token that may open issues there.',
  examples: ['drill --repository acme/shop --level P1', 'drill --repository acme/shop --level P0 --title Checkout'],
  options: [
    { name: 'repository', value: 'OWNER/NAME' },
    { name: 'level', value: 'LEVEL' },
    { name: 'title', value: 'TEXT' },
    { name: 'api', value: 'URL' },
  ],
  words: 0,
  run: (args, terminal) => run(args, terminal, api, during),
});

const REPOSITORY = /^[A-Za-z0-9][A-Za-z0-9-]{0,99}\/[A-Za-z0-9._-]{1,100}$/;

/** JSON: `{ok, number, url, title}`, or `{ok: false, status, message}`. */
async function run(
  { json, values }: Arguments,
  terminal: Terminal,
  api: Api,
  during: World['during'],
): Promise<ExitStatus> {
  const { repository = '', level = '', title: what, api: named } = values;
  if (!REPOSITORY.test(repository)) throw new WrongUse('--repository is missing or is no owner/name.');
  if (!/^[^[\]]{1,30}$/.test(oneVisibleLine(level)))
    throw new WrongUse('--level is missing: give a severity of the policy.');
  const [owner = '', repo = ''] = repository.split('/');
  const token = api.setting('GITHUB_TOKEN') ?? api.setting('GH_TOKEN');
  if (token === undefined || token === '')
    throw new WrongUse('GITHUB_TOKEN is not set: a token that may open issues there.');
  const base = apiFrom({ GITHUB_API_URL: api.setting('GITHUB_API_URL') }, named);
  const access = { token: sendable(token), apiUrl: base };
  const known = await during(`Reading the policy of ${repository}`, () =>
    levelIn({ owner, repo }, access, oneVisibleLine(level)),
  );
  if ('wrong' in known) throw new WrongUse(known.wrong);
  const title = drillTitle(known.level, what ?? null);
  const answer = await during(`Opening an issue in ${repository}`, () =>
    api.post(`${base}/repos/${repository}/issues`, { title, body: BODY }, token),
  );
  if (answer.status !== 201) return refused(answer, repository, json, terminal);
  const { number, html_url: url } = answer.data;
  terminal.print(json ? JSON.stringify({ ok: true, number, url, title }) : `Opened ${String(url)}: ${title}`);
  return 0;
}

/** The description of `templates/messages/drill.md.hbs` needs an instant; GitHub says when the issue was opened. */
const BODY =
  'This is practice: nothing is broken. Respond as if it were: acknowledge, say what goes on, mitigate, resolve, close. When it is closed there is a score card.';

function refused({ status, data }: ApiAnswer, repository: string, json: boolean, terminal: Terminal): ExitStatus {
  const message = typeof data['message'] === 'string' ? data['message'] : 'it says nothing';
  if (json) terminal.print(JSON.stringify({ ok: false, status, message }));
  const next =
    'Expected: an issue is opened. Look whether the token may write issues there, and whether the name is right.';
  terminal.complain(`firebreak: GitHub opened no issue in ${repository} (${status}: ${message}). ${next}`);
  return 1;
}
