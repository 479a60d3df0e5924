// Whether the temporary fixes of the incident go with its proper fix (`S002-29`): what is marked is seen in the change, what is not is as its issue says.
import { codeSpan } from '../markdown/quoted.ts';
import type { GatePolicy, HotfixFacts } from './facts.ts';
import { markersIn } from './markers.ts';
import type { FixRecord, OpenTemporary } from './proper-fix.ts';
import { fails, holds, notRead, type Row, type Rows, waits } from './row.ts';
import { severalInWords } from './several.ts';

/** A row for each that is open, and one for what the change marks anew. */
export function temporaryRows(facts: HotfixFacts, policy: GatePolicy, { temporary }: FixRecord): Rows {
  const [first, ...more] = temporary.map((one) => rowOf(one, facts));
  const fresh = freshRow(facts, policy);
  return first === undefined ? [fresh] : [first, ...more, fresh];
}

function rowOf({ what, issue, marker }: OpenTemporary, facts: HotfixFacts): Row {
  const name = codeSpan(what, { max: 100 });
  // Closing its issue takes nothing out of the code.
  if (marker !== null) return markedRow(name, marker, facts);
  if (issue !== null && facts.pull.closes.items.includes(issue))
    return holds('temporary', `${name}: closed with it (#${issue}).`);
  const its = issue === null ? 'its issue' : `#${issue}`;
  return waits('temporary', `${name} is on the register: close ${its} once it is gone.`, 'responder');
}

type Marker = NonNullable<OpenTemporary['marker']>;

function markedRow(name: string, { path, text }: Marker, { files }: HotfixFacts): Row {
  const where = codeSpan(path, { max: 100 });
  const file = files.items.find((one) => one.path === path || one.previous === path);
  if (file === undefined && files.lacks !== null) return notRead('temporary', 'changed files', files.lacks);
  if (file === undefined) return fails('temporary', `${name} still stands in ${where}.`, 'author');
  if (file.patch === null) return waits('temporary', `GitHub does not show what changes in ${where}.`, 'author');
  return removes(file.patch, text)
    ? holds('temporary', `${name} is taken out of ${where}.`)
    : fails('temporary', `${name} still stands in ${where}.`, 'author');
}

/** Of a patch of one file: taken out oftener than put in. */
function removes(patch: string, text: string): boolean {
  const lines = patch.split('\n').filter((line) => line.includes(text));
  const count = (sign: string) => lines.filter((line) => line.startsWith(sign)).length;
  return count('-') > count('+');
}

/** A proper fix leaves nothing behind. What is only moved is no new one. */
function freshRow({ files }: HotfixFacts, { temporaryFixes }: GatePolicy): Row {
  const fresh = files.items.flatMap(({ path, patch }) =>
    patch === null || markersIn(patch, temporaryFixes).length === 0 ? [] : [path],
  );
  if (fresh.length > 0) {
    const named = severalInWords(fresh, (path) => codeSpan(path, { max: 100 }));
    return fails('temporary', `It marks a temporary fix in ${named}.`, 'author');
  }
  if (files.lacks !== null) return notRead('temporary', 'changed files', files.lacks);
  return holds('temporary', 'It marks no temporary fix.');
}
