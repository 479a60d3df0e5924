// The three sentences of a problem.

/** Each sentence is our own; `{name}` is filled with a value, quoted where a person typed it. */
export type Words = { readonly happened: string; readonly expected: string; readonly next: string };
