// A page as a whole document.
import { html } from '../html.ts';
import type { Page, Visit } from '../visit.ts';
import { header } from './header.ts';
import { labelStylesheet } from './label-colour.ts';

/** The document. Its style and its script are files of the sandbox; nothing else is allowed to run. */
export function documentOf(visit: Visit, { title, main }: Page): string {
  return html`<!doctype html>
<html lang="en" data-page="${visit.from}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${title} · Sandbox</title>
  <link rel="icon" href="/-/icon.svg">
  <link rel="stylesheet" href="/-/style.css">
  <link rel="stylesheet" href="${labelStylesheet(visit.host.store)}" id="label-styles">
  <script src="/-/script.js" defer></script>
</head>
<body>
  <a class="skip" href="#main">To the content</a>
  ${header(visit)}
  <main id="main">${main}</main>
  <div id="news" class="visually-hidden" role="status"></div>
</body>
</html>
`.text;
}
