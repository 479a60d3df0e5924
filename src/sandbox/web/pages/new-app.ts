// Registering an app from a manifest, as GitHub's page for it does (registering a GitHub App from a manifest).
import * as z from 'zod';
import { offerManifest } from '../../state/manifest-codes.ts';
import { Refusal } from '../../state/refusal.ts';
import { html } from '../html.ts';
import { field, type Page, page, type Reply, redirect, type Visit } from '../visit.ts';

const Manifest = z.looseObject({
  name: z.string().optional(),
  redirect_url: z.url(),
  default_permissions: z.record(z.string(), z.string()).default({}),
  default_events: z.array(z.string()).default([]),
});

/** `POST /settings/apps/new`, from anywhere: shows what was asked for. Nothing is made before somebody agrees here. */
export function newAppPage(visit: Visit): Page {
  const text = field(visit, 'manifest');
  const { name, default_permissions, default_events } = manifestIn(text);
  return page(
    'Register an app',
    html`<h1>Register ${name ?? 'an app'}</h1>
    <p>It will be able to:</p>
    <ul>${Object.entries(default_permissions).map(([permission, level]) => html`<li>${permission}: ${level}</li>`)}</ul>
    <p>and hear of: ${default_events.join(', ') || 'nothing'}.</p>
    <form method="post" action="/-/apps">
      <input type="hidden" name="manifest" value="${text}">
      <input type="hidden" name="state" value="${visit.url.searchParams.get('state')}">
      <button class="primary">Create GitHub App</button>
    </form>`,
  );
}

/** `POST /-/apps`: back to whoever asked, with the code that the credentials are got with. */
export function registerNewApp(visit: Visit): Reply {
  const manifest = manifestIn(field(visit, 'manifest'));
  const back = new URL(manifest.redirect_url);
  back.searchParams.set('code', offerManifest(visit.host.store, manifest));
  const state = field(visit, 'state');
  if (state !== '') back.searchParams.set('state', state);
  return redirect(back.href);
}

function manifestIn(text: string): z.infer<typeof Manifest> {
  const read = Manifest.safeParse(jsonIn(text));
  if (read.success) return read.data;
  throw new Refusal(422, `This is no app manifest: ${z.prettifyError(read.error)}`);
}

function jsonIn(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return null;
  }
}
