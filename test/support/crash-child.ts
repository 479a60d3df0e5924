// A process with an engine and a fake GitHub that outlives it in a file. It takes one incident from its opening to a fired timer and ends;
// started again after a kill, it is delivered the same events again, as GitHub's redelivery would.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { openDatabase } from '../../src/shell/engine/database/database.ts';
import { commented, deliveryOf, opened, TestEngine } from './engine.ts';
import { FakeGitHub } from './fake-thread.ts';

const [, , dataDir = '', file = '', prebuilt = ''] = process.argv;

const github = new FakeGitHub();
const issue = github.issue(1);
if (existsSync(file)) github.restore(readFileSync(file, 'utf8'));
else {
  github.thread(issue);
  github.comment(issue, '/say x');
  github.comment(issue, '/wait PT0S');
}
github.changed = () => writeFileSync(file, github.dump());
github.changed();

const options = { at: { dataDir }, prebuilt };
const nothing = async () => undefined;
const place = { options, open: () => openDatabase(options), forget: nothing, dispose: nothing };
const app = await new TestEngine(place, github).start();
const [first, second] = github.thread(issue).comments;
if (first === undefined || second === undefined) throw new Error('The comments are gone.');
await app.engine.accept([deliveryOf(opened(issue, app.clock.now()), 'opened')]);
await app.engine.accept([deliveryOf(commented(issue, first), 'first'), deliveryOf(commented(issue, second), 'second')]);
await app.idle();
await app.stop();
