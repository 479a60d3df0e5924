// Adds `body_html` and `body_text` to an answer when the client's Accept header asks for them (getting started: media types).
import { allows } from '../state/access.ts';
import type { Repository } from '../state/repository.ts';
import { known, type Store } from '../state/store.ts';
import type { Asked } from './exchange.ts';
import { renderMarkdown } from './markdown.ts';
import type { Shape } from './shapes/urls.ts';

/** The body field as asked for: raw (the default), `text`, `html` or `full` (all three). */
export function withRenderedBody(
  asked: Asked,
  shape: Shape,
  text: { readonly body: string | null; readonly authorId: number; readonly viaAppId: number | null },
): Shape {
  const wanted = /application\/vnd\.github\.(?:v3\.)?(html|text|full)\b/.exec(asked.accept)?.[1];
  if (wanted === undefined) return shape;
  const repository = repositoryIn(asked);
  const place = repository && { store: asked.store, repository, seesTeams: seesTeams(asked.store, repository, text) };
  const html = renderMarkdown(text.body ?? '', place ?? null);
  const plain = html.replaceAll(/<[^>]*>/g, '').trim();
  if (wanted === 'full') return { ...shape, body_html: html, body_text: plain };
  const { body: _, ...rest } = shape;
  return wanted === 'html' ? { ...rest, body_html: html } : { ...rest, body_text: plain };
}

function repositoryIn(asked: Asked): Repository | undefined {
  const { owner = '', repo = '' } = asked.params;
  const wanted = `${owner}/${repo}`.toLowerCase();
  return [...asked.store.repositories.values()].find(
    (one) => `${known(asked.store.users, one.ownerId).login}/${one.name}`.toLowerCase() === wanted,
  );
}

/** Members of the organisation see its teams; an app only with `members: read`. */
export function seesTeams(
  store: Store,
  repository: Repository,
  writer: { readonly authorId: number; readonly viaAppId: number | null },
): boolean {
  if (writer.viaAppId === null)
    return store.organisations.get(repository.ownerId)?.members.has(writer.authorId) === true;
  const installed = [...store.installations.values()].find(
    (one) => one.appId === writer.viaAppId && one.accountId === repository.ownerId,
  );
  return installed !== undefined && allows(installed.permissions, 'members', 'read');
}
