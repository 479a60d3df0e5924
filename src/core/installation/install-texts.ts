// The files that an installation is made of, as they are shipped (`templates/install`).

import type { ActionTemplate } from './action-workflows.ts';

/** Texts, with `%NAME%` where something is filled in. */
export type InstallTexts = {
  readonly policy: string;
  /** What stands in the folder of the team's own templates. */
  readonly templates: string;
  readonly workflows: Readonly<Record<'rollback' | 'verify' | 'evidence', string>>;
  /** Those that stand in for the server. */
  readonly actions: Readonly<Record<ActionTemplate, string>>;
};

/** The text with a value in place of `%NAME%`, wherever it stands. */
export function filledIn(text: string, name: string, value: string): string {
  return text.replaceAll(`%${name}%`, () => value);
}
