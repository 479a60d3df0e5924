// The files of a repository, to look at.
import * as z from 'zod';
import { renderMarkdown } from '../../rest/markdown.ts';
import { Refusal } from '../../state/refusal.ts';
import { type Html, html, sanitised } from '../html.ts';
import { frontMatterIn } from '../look/front-matter.ts';
import { FileContent, FolderEntry } from '../shapes.ts';
import { type Page, page, param, repositoryName, type Visit } from '../visit.ts';

const About = z.object({ description: z.string().nullish(), default_branch: z.string(), clone_url: z.string() });

/** `GET /{owner}/{repo}`: its top folder and its read-me. */
export async function repositoryPage(visit: Visit): Promise<Page> {
  const repository = repositoryName(visit);
  const about = await visit.api.get(`/repos/${repository}`, About);
  const entries = await visit.api.get(`/repos/${repository}/contents/`, z.array(FolderEntry)).catch(nothingYet);
  const readme = entries.find(({ name }) => /^readme\.md$/i.test(name));
  const text = readme && (await textAt(visit, readme.path));
  return page(
    repository,
    html`<h1>${repository}</h1>
    <p>${about.description} <a class="button" href="/${repository}/issues">Issues</a>
      <a class="button" href="/${repository}/pulls">Pull requests</a> <a class="button" href="/${repository}/releases">Releases</a>
      <a class="button" href="/${repository}/deployments">Deployments</a>
       <a class="button" href="/${repository}/actions">Actions</a></p>
    <p class="muted"><code>git clone ${about.clone_url}</code></p>
    ${folderHtml(repository, about.default_branch, entries)}
    ${text !== undefined && html`<section class="file markdown" aria-label="Read-me">${sanitised(renderMarkdown(text, null, 'file'))}</section>`}`,
  );
}

/** `GET /{owner}/{repo}/blob/{ref}/{path}`, and `tree` for folders. */
export async function filePage(visit: Visit): Promise<Page> {
  const repository = repositoryName(visit);
  const [path, ref] = [param(visit, 'path'), param(visit, 'ref')];
  const address = `/repos/${repository}/contents/${encodedPath(path)}?ref=${encodeURIComponent(ref)}`;
  const found = await visit.api.get(address, z.union([FileContent, z.array(FolderEntry)]));
  const content = 'content' in found ? fileHtml(path, found.content) : folderHtml(repository, ref, found);
  return page(path, html`<p><a href="/${repository}">${repository}</a></p><h1>${path}</h1>${content}`);
}

async function textAt(visit: Visit, path: string): Promise<string> {
  const { content } = await visit.api.get(`/repos/${repositoryName(visit)}/contents/${encodedPath(path)}`, FileContent);
  return Buffer.from(content, 'base64').toString('utf8');
}

function encodedPath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function fileHtml(path: string, content: string): Html {
  const text = Buffer.from(content, 'base64').toString('utf8');
  if (!/\.md$/i.test(path)) return html`<pre class="file" tabindex="0">${text}</pre>`;
  const { table, rest } = frontMatterIn(text);
  return html`<section class="file markdown">${table}${sanitised(renderMarkdown(rest, null, 'file'))}</section>`;
}

function folderHtml(repository: string, ref: string, entries: readonly z.infer<typeof FolderEntry>[]): Html {
  const folders = entries.filter(({ type }) => type === 'dir');
  const files = entries.filter(({ type }) => type !== 'dir');
  return html`<ul class="files">${[...folders, ...files].map(({ name, path, type }) => {
    const kind = type === 'dir' ? 'tree' : 'blob';
    return html`<li><span aria-hidden="true">${type === 'dir' ? '📁' : '📄'}</span> <a href="/${repository}/${kind}/${encodeURIComponent(ref)}/${encodedPath(path)}">${name}</a></li>`;
  })}</ul>`;
}

/** A repository without commits has no files. */
function nothingYet(problem: unknown): readonly z.infer<typeof FolderEntry>[] {
  if (problem instanceof Refusal && problem.status === 404) return [];
  throw problem;
}
