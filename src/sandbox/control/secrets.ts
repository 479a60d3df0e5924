// Secrets of workflows, which GitHub's API takes only encrypted.
import * as z from 'zod';
import type { Answer } from '../rest/exchange.ts';
import { notFound } from '../state/refusal.ts';
import { findRepository } from '../state/repositories.ts';
import { type Control, read } from './control.ts';

const Secret = z.strictObject({
  repository: z.string(),
  name: z.string().regex(/^[A-Z_][A-Z0-9_]*$/),
  value: z.string(),
});

/** `POST /sandbox/secrets {"repository", "name", "value"}`: the secret, for runs from now on. */
export function setSecret(control: Control): Answer {
  const { store } = control.host;
  const { repository: named, name, value } = read(control, Secret);
  const [owner = '', repo = ''] = named.split('/');
  const found = findRepository(store, owner, repo)?.repository;
  if (found === undefined) throw notFound(`There is no repository ${named}.`);
  store.secrets.set(found.id, { ...store.secrets.get(found.id), [name]: value });
  return { status: 200, body: { secrets: Object.keys(store.secrets.get(found.id) ?? {}) } };
}
