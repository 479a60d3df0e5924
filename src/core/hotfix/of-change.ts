// What the change may be: small, of files that decide nothing about its own proof, and with a ticket at every temporary fix.
import { codeSpan } from '../markdown/quoted.ts';
import { namedAmong } from '../mitigation/named-paths.ts';
import type { ChangedFile, GatePolicy, HotfixFacts, HotfixPull, RecordSeen } from './facts.ts';
import { type FoundMarker, markersIn } from './markers.ts';
import { fails, holds, notRead, type Row, type Rows, waits } from './row.ts';
import { severalInWords } from './several.ts';

/** `S000-24`: minimal, by the lines that it adds and removes. */
export function sizeRow({ changedLines }: HotfixPull, { hotfix }: GatePolicy): Row {
  const most = hotfix.maxChangedLines;
  if (changedLines === null || !Number.isFinite(changedLines) || changedLines < 0)
    return waits('size', 'GitHub has not told how many lines it changes.', 'nobody');
  if (changedLines > most)
    return fails('size', `It changes ${changedLines} lines; a hotfix changes at most ${most}.`, 'author');
  return holds('size', `It changes ${changedLines} of at most ${most} lines.`);
}

/** AC-24: no file that the policy keeps hotfixes from, under its name or the one it had before. */
export function fileRows({ files }: HotfixFacts, { hotfix }: GatePolicy): Rows {
  const paths = files.items.flatMap(({ path, previous }) => (previous === null ? [path] : [path, previous]));
  const kept = namedAmong(paths, hotfix.forbiddenPaths);
  if (kept.length > 0) {
    const named = severalInWords(kept, (path) => codeSpan(path, { max: 100 }));
    return [fails('files', `No hotfix changes ${named}: these go the ordinary way.`, 'author')];
  }
  if (files.lacks !== null) return [notRead('files', 'changed files', files.lacks)];
  return [holds('files', 'It changes no file that the policy keeps hotfixes from.')];
}

/** `S002-22`: what is marked as temporary carries its ticket, which is the incident's. */
export function markerRows({ files }: HotfixFacts, policy: GatePolicy, record: RecordSeen): Rows {
  const found = files.items.flatMap((file) => markersOf(file, policy));
  const incident = typeof record === 'string' ? null : record.incident;
  const open = found.filter(
    ({ marker }) => marker.ends === false || marker.ticket === null || marker.ticket !== incident,
  );
  if (open.length > 0 && incident !== null) {
    const named = severalInWords(open, (one) => markerInWords(one, incident));
    return [fails('markers', `A temporary fix carries its ticket: ${named}.`, 'author')];
  }
  if (open.length > 0)
    return [waits('markers', 'It has temporary fixes, and no incident is known for their tickets.', 'responder')];
  if (files.lacks !== null) return [notRead('markers', 'changed files', files.lacks)];
  const unseen = files.items.filter(({ patch, changedLines }) => patch === null && changedLines > 0);
  if (unseen.length > 0) {
    const named = severalInWords(unseen, ({ path }) => codeSpan(path, { max: 100 }));
    return [waits('markers', `GitHub does not show what changes in ${named}.`, 'author')];
  }
  return [
    holds('markers', found.length === 0 ? 'It marks no temporary fix.' : 'Every temporary fix carries its ticket.'),
  ];
}

type InFile = { readonly path: string; readonly marker: FoundMarker };

function markersOf({ path, patch }: ChangedFile, { temporaryFixes }: GatePolicy): readonly InFile[] {
  return patch === null ? [] : markersIn(patch, temporaryFixes).map((marker) => ({ path, marker }));
}

function markerInWords({ path, marker }: InFile, incident: number): string {
  const where = `line ${marker.line} of ${codeSpan(path, { max: 100 })}`;
  if (!marker.ends) return `${where} is not written to its end`;
  return marker.ticket === null ? `${where} has none` : `${where} has that of ${marker.ticket}, not of ${incident}`;
}
