// The code by which `/confirm` names a plan.

/** Seven digits of all that the plan is made of: whoever types them means that plan, and no other of the same version. */
export function planCode(parts: readonly unknown[]): string {
  let hash = 0x811c9dc5; // FNV-1a
  for (const char of JSON.stringify(parts)) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0').slice(-7);
}
