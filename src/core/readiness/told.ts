// What GitHub told, or why it did not: what is not known is never taken for wrong, nor for right.

/** An answer, or the reason why there is none, as words behind "because". */
export type Told<T> = { readonly told: true; readonly value: T } | { readonly told: false; readonly why: string };

export function told<T>(value: T): Told<T> {
  return { told: true, value };
}

export function untold(why: string): Told<never> {
  return { told: false, why };
}
