// Why an issue is left as it is, as a table: what is the case, and what can be done.

/** `{name}` is filled in. */
export const refusals = {
  'pull-request': { what: 'It is a pull request.', fix: 'Nothing: only issues are incidents.' },
  'open-incident': {
    what: 'It is open and says itself that it is an incident ({by}), so the app takes it in by itself.',
    fix: 'Nothing, where the app runs. Else take that away first.',
  },
  open: {
    what: 'It is open: with a record its clock would run, and people would be paged from now on.',
    fix: 'Close it, or say --open to take open ones in with a clock that begins now.',
  },
  card: {
    what: 'It has a status card that cannot be believed: {why}.',
    fix: 'If it was moved here, its incident is in the repository that it came from. Delete the card to begin anew.',
  },
  severity: {
    what: 'None of its labels ({labels}) stands for a severity, and neither title nor form say one.',
    fix: 'Say what one of them means, such as --label "{label}={level}".',
  },
} as const;

export type RefusalCode = keyof typeof refusals;
export type Refusal = { readonly code: RefusalCode; readonly what: string; readonly fix: string };

/** The row, filled in. */
export function refusal(code: RefusalCode, values: Readonly<Record<string, string>> = {}): Refusal {
  const { what, fix } = refusals[code];
  const filled = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  return { code, what: filled(what), fix: filled(fix) };
}
