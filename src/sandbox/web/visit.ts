// One look at a page, and what a page may answer.
import type { ApiHost } from '../api.ts';
import type { Api } from './api-client.ts';
import type { Html } from './html.ts';
import type { Viewer } from './viewer.ts';

/** A request to a page: who looks, where, and the fields of the form that was sent. */
export type Visit = {
  readonly host: ApiHost;
  readonly viewer: Viewer;
  readonly api: Api;
  readonly url: URL;
  /** The page one is on: this one, or for a form that was sent, the one that it stands on. A path with its query. */
  readonly from: string;
  readonly params: Readonly<Record<string, string>>;
  readonly fields: URLSearchParams;
};

/** A page: its title, what stands below the header, and the script's live regions in it. */
export type Page = {
  readonly kind: 'page';
  readonly status: number;
  readonly title: string;
  readonly main: Html;
};

/** What a visit is answered with. `cookie` is a whole `Set-Cookie`. */
export type Reply =
  | Page
  | { readonly kind: 'redirect'; readonly to: string; readonly cookie?: string }
  | { readonly kind: 'asset'; readonly type: string; readonly content: string };

/** Answers visits to one address. */
export type Handler = (visit: Visit) => Reply | Promise<Reply>;

/** A page with status 200. */
export function page(title: string, main: Html, status = 200): Page {
  return { kind: 'page', status, title, main };
}

/** See other (303): after a form was sent. */
export function redirect(to: string): Reply {
  return { kind: 'redirect', to };
}

/** A parameter of the address. */
export function param(visit: Visit, name: string): string {
  return visit.params[name] ?? '';
}

/** `owner/name` of the address. */
export function repositoryName(visit: Visit): string {
  return `${param(visit, 'owner')}/${param(visit, 'repo')}`;
}

/** A field of the form as it was sent, `''` when absent. Line ends are the browser's CRLF, as GitHub stores them. */
export function field(visit: Visit, name: string): string {
  return visit.fields.get(name) ?? '';
}
