// The style, the script and the pictures of the pages.
import { readFileSync } from 'node:fs';
import { html } from '../html.ts';
import { labelStyles } from '../look/label-colour.ts';
import { param, type Reply, type Visit } from '../visit.ts';

function file(name: string, type: string): () => Reply {
  return () => ({ kind: 'asset', type, content: readFileSync(new URL(`../assets/${name}`, import.meta.url), 'utf8') });
}

/** `GET /-/style.css`. */
export const style = file('style.css', 'text/css; charset=utf-8');
/** `GET /-/script.js`. */
export const script = file('script.js', 'text/javascript; charset=utf-8');

/** `GET /-/labels.css`: the colours of all labels. */
export function labels(visit: Visit): Reply {
  return { kind: 'asset', type: 'text/css; charset=utf-8', content: labelStyles(visit.host.store) };
}

/** `GET /-/icon.svg`. */
export function icon(): Reply {
  return picture('⛑', '#1f6feb');
}

/** `GET /-/avatar/{login}.svg`: the first letter, in a colour that follows from the name. */
export function avatarPicture(visit: Visit): Reply {
  const login = param(visit, 'name').replace(/\.svg$/, '');
  const hue = [...login].reduce((sum, letter) => sum + letter.charCodeAt(0) * 37, 0) % 360;
  return picture((login[0] ?? '?').toUpperCase(), `hsl(${hue}, 45%, 38%)`);
}

function picture(letter: string, colour: string): Reply {
  const { text } =
    html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="16" fill="${colour}"/><text x="16" y="22" text-anchor="middle" font-family="sans-serif" font-size="17" font-weight="600" fill="#fff">${letter}</text></svg>`;
  return { kind: 'asset', type: 'image/svg+xml', content: text };
}
