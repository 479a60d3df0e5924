// Whether an incident is like an earlier one: the same service, path, deployment, pull request or label. What that one left open may be why it happens again (Part C.1 row 1, C.14).
import type { Incident } from './record.ts';

/** Words that somebody may have taken for the name of everything are no service. */
const NO_SERVICE = /^(?:all|none|other|others|unknown|n\/a|everything|\(.*\)|-)$/i;

type Marks = Readonly<Record<Kind, ReadonlySet<string>>>;
type Kind = 'service' | 'path' | 'deployment' | 'pull request' | 'label';

/** In what they are alike, in words such as `service checkout`, the most telling first; empty: in nothing. Parts of it are people's words. */
export function resembles(incident: Incident, earlier: Incident): readonly string[] {
  const [now, then] = [marksOf(incident), marksOf(earlier)];
  const kinds: readonly Kind[] = ['deployment', 'pull request', 'path', 'service', 'label'];
  return kinds.flatMap((kind) =>
    [...now[kind]].filter((mark) => then[kind].has(mark)).map((mark) => `${kind} ${mark}`),
  );
}

function marksOf(incident: Incident): Marks {
  const suspects = incident.changes?.suspects ?? [];
  const deployed = suspects.flatMap(({ kind, sha }) => (kind === 'deployment' && sha !== null ? [sha] : []));
  const left = (incident.operations ?? []).flatMap((one) =>
    one.kind === 'rollback' && one.from !== null ? [one.from.sha] : [],
  );
  return {
    service: new Set(servicesOf(incident)),
    path: new Set([
      ...suspects.flatMap(pathOf),
      ...incident.temporaryFixes.flatMap(({ marker }) => marker?.path ?? []),
    ]),
    deployment: new Set([...deployed, ...left].map((sha) => sha.slice(0, 7))),
    'pull request': new Set(suspects.flatMap(({ pulls }) => pulls.map((number) => `#${number}`))),
    label: new Set((incident.tags ?? []).map((tag) => tag.toLowerCase())),
  };
}

/** What the form's question for services was answered with. */
export function servicesOf({ answers }: Pick<Incident, 'answers'>): readonly string[] {
  const said = answers.find(({ id }) => id === 'services')?.value ?? '';
  return said
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && !NO_SERVICE.test(name));
}

/** Of a change of the configuration the file, which stands before its commit (`mitigation/candidates.ts`). */
function pathOf({ kind, key }: { readonly kind: string; readonly key: string }): readonly string[] {
  return kind === 'configuration' ? [key.slice(0, key.lastIndexOf('@'))] : [];
}
