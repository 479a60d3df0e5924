// A severity that an issue was opened with and that the policy does not know, in words.
import type { UnknownSeverity } from '../incident/record.ts';

const places = { label: 'The label says', title: 'The title says', form: 'The form says' } as const;

/** `The title says “SEV-9”`. People's text: made inert where it is shown. */
export function saidInWords({ where, said }: UnknownSeverity): string {
  return `${places[where]} “${said}”`;
}
