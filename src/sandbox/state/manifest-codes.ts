// Codes that stand for an app manifest until it is turned into an app (registering a GitHub App from a manifest).
import { randomBytes } from 'node:crypto';
import type { Store } from './store.ts';

/** Keeps a manifest and returns the code that GitHub would redirect with. */
export function offerManifest(store: Store, manifest: unknown): string {
  const code = randomBytes(20).toString('hex');
  store.manifestCodes.set(code, manifest);
  return code;
}

/** The manifest of a code, once; undefined for a code that is unknown or was used. */
export function takeManifest(store: Store, code: string): unknown {
  const manifest = store.manifestCodes.get(code);
  store.manifestCodes.delete(code);
  return manifest;
}
