/** What the options of `firebreak backdate` ask for; everything else is wrong use. */
import type { Mapped } from '../../core/backdate/mapping.ts';
import type { TimePatterns } from '../../core/backdate/said-at.ts';
import { findLevel } from '../../core/policy/find.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { Place } from '../../shell/github/past/pages.ts';
import { placeNamed } from '../github-access.ts';
import { type Arguments, WrongUse } from '../verb.ts';

/** A label as it was typed: its severity is looked up once the policy is known; null: it says none. */
export type WantedLabel = { readonly label: string; readonly level: string | null };

export type Wanted = {
  readonly place: Place;
  readonly labels: readonly WantedLabel[];
  readonly patterns: TimePatterns;
  readonly open: boolean;
  readonly write: boolean;
};

/** Throws `WrongUse` without a label or a repository. */
export function wantedOf(
  { values, lists, switches }: Arguments,
  env: Readonly<Record<string, string | undefined>>,
): Wanted {
  const labels = (lists['label'] ?? []).map(labelOf);
  if (labels.length === 0)
    throw new WrongUse('--label is missing: name the labels of the issues, such as --label outage --label sev1=P0.');
  return {
    place: placeNamed(values['repository'], env),
    labels,
    patterns: { declared: values['declared'] ?? null, resolved: values['resolved'] ?? null },
    open: switches.includes('open'),
    write: switches.includes('write'),
  };
}

/** A label may have an equals sign itself: the last one counts. */
function labelOf(text: string): WantedLabel {
  const at = text.lastIndexOf('=');
  const [label, level] = at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1).trim()];
  if (label.trim() === '' || level === '')
    throw new WrongUse(`--label "${text}" is not understood; expected LABEL or LABEL=SEVERITY.`);
  return { label: label.trim(), level };
}

/** With the levels of the policy. Throws `WrongUse` for one that it does not have. */
export function mappingOf(labels: readonly WantedLabel[], policy: Policy): readonly Mapped[] {
  return labels.map(({ label, level: name }) => {
    const level = findLevel(policy, name);
    if (name !== null && level === null)
      throw new WrongUse(
        `the policy has no severity "${name}"; expected one of ${policy.levels.map((one) => one.name).join(', ')}.`,
      );
    return { label, level };
  });
}
