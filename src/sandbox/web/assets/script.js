// Makes the pages lively: they look again when something happens, keep what is being typed, and let the clock tick. Without it everything works on reload.

const news = document.getElementById('news');

/** What the server last sent of each live region and list item, by id: whatever the person has opened or typed since is not compared. */
const sent = new Map();

function remember(root) {
  for (const one of root.querySelectorAll('[data-live]')) {
    sent.set(one.id, one.outerHTML);
    if (one.dataset.live === 'list') for (const item of one.children) sent.set(item.id, item.outerHTML);
  }
}

/** Whether somebody is at work in it: then it waits for the next look. */
function busy(element) {
  const active = document.activeElement;
  const typing = active !== null && element.contains(active) && active.matches('input, textarea, select');
  return typing || element.querySelector('details.edit[open]') !== null || element.matches('details.edit[open]');
}

/** What was opened or closed by hand stays so. */
function keepOpen(before, after) {
  const was = [...before.querySelectorAll('details')];
  for (const [index, one] of [...after.querySelectorAll('details')].entries()) {
    if (was[index] !== undefined) one.open = was[index].open;
  }
}

function replace(old, fresh) {
  const text = fresh.outerHTML;
  if (sent.get(old.id) === text || busy(old)) return;
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  keepOpen(old, fresh);
  old.replaceWith(fresh);
  sent.set(fresh.id, text);
  if (focused !== null) focusLike(fresh, focused);
}

/** The same control in the new region, so that the keyboard stays where it was. */
function focusLike(region, before) {
  const same = [...region.querySelectorAll('a, button, summary')].find(
    (one) => one.textContent === before.textContent && one.tagName === before.tagName,
  );
  same?.focus({ preventScroll: true });
}

/** Items by id: new ones come in, gone ones go, changed ones are replaced, the others are not touched. */
function updateList(list, fresh) {
  const wanted = new Set([...fresh.children].map((item) => item.id));
  for (const item of [...list.children]) if (!wanted.has(item.id) && !busy(item)) item.remove();
  let before = null;
  for (const item of [...fresh.children]) {
    const old = document.getElementById(item.id);
    if (old !== null && list.contains(old)) replace(old, item);
    else insert(list, item, before);
    before = document.getElementById(item.id);
  }
}

function insert(list, item, before) {
  sent.set(item.id, item.outerHTML);
  const moved = document.getElementById(item.id);
  moved?.remove();
  item.classList.add('fresh');
  if (before === null) list.prepend(item);
  else before.after(item);
  announce(item);
}

/** Says it to those who do not see it. */
function announce(item) {
  const who = item.querySelector('.person')?.textContent ?? '';
  if (item.matches('.comment')) news.textContent = `New comment by ${who}`;
  else if (item.matches('.event')) news.textContent = item.textContent.replace(/\s+/g, ' ').trim();
}

/** Labels may have new colours, which are a stylesheet of their own. */
function updateStyles(fresh) {
  const now = document.getElementById('label-styles');
  const next = fresh.getElementById('label-styles');
  if (now === null || next === null || now.getAttribute('href') === next.getAttribute('href')) return;
  const link = next.cloneNode();
  link.addEventListener('load', () => now.remove());
  now.removeAttribute('id');
  now.after(link);
}

let looking = false;
let again = false;

/** Gets this page once more and brings its live regions up to date. One look at a time; what happens meanwhile makes another. */
async function look() {
  if (looking) {
    again = true;
    return;
  }
  looking = true;
  const text = await currentPage();
  looking = false;
  if (text !== null) show(new DOMParser().parseFromString(text, 'text/html'));
  if (again) {
    again = false;
    await look();
  }
}

/** The page as it is now; null when there is none, or no sandbox any more (the stream of events says so). */
async function currentPage() {
  try {
    const answer = await fetch(addressOfPage(), { headers: { accept: 'text/html' } });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}

/** A page that answers a form stands at the form's address; the document says where it is to be got. */
function addressOfPage() {
  return document.documentElement.dataset.page;
}

function show(fresh) {
  updateStyles(fresh);
  document.title = fresh.title;
  for (const region of [...document.querySelectorAll('[data-live]')]) {
    const next = fresh.getElementById(region.id);
    if (next === null) continue;
    if (region.dataset.live === 'list') updateList(region, next);
    else replace(region, next);
  }
  tick();
}

let waiting = 0;

/** Several things that happen together are one look. */
function lookSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(look, 80);
}

/** What happened between the making of the page and the opening of the stream is seen by looking once it is open. */
function listen() {
  const lost = document.getElementById('link-lost');
  const events = new EventSource('/sandbox/events');
  events.addEventListener('message', lookSoon);
  events.addEventListener('open', () => {
    lost.hidden = true;
    lookSoon();
  });
  events.addEventListener('error', () => {
    lost.hidden = false;
  });
  addEventListener('pagehide', () => events.close());
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
}

/** The clock: this machine's time, plus how far the sandbox is ahead. */
function tick() {
  const clock = document.querySelector('#clock time');
  if (clock === null) return;
  const now = new Date(Date.now() + Number(clock.dataset.ahead)).toISOString();
  clock.textContent = `${now.slice(0, 10)} ${now.slice(11, 19)} UTC`;
}

/** Forms that change something beside the page are sent without leaving it. */
function sendQuietly(event) {
  const form = event.target;
  if (!form.matches('form[data-quiet]')) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, event.submitter));
  fetch(form.action, { method: 'POST', body, redirect: 'manual' }).then(lookSoon, lookSoon);
}

function draftKey(field) {
  const choice = field.type === 'checkbox' ? field.value : '';
  return `draft ${addressOfPage()} ${field.name} ${choice}`;
}

/** What is typed outlives a change of person and a reload, until it is sent. */
function keepDrafts() {
  for (const field of document.querySelectorAll('[data-keep]')) {
    const kept = sessionStorage.getItem(draftKey(field));
    if (kept === null) continue;
    if (field.type === 'checkbox') field.checked = kept === 'true';
    else field.value = kept;
  }
  document.addEventListener('input', ({ target }) => {
    if (!target.matches('[data-keep]')) return;
    sessionStorage.setItem(draftKey(target), target.type === 'checkbox' ? String(target.checked) : target.value);
  });
  document.addEventListener('submit', ({ target }) => {
    for (const field of target.querySelectorAll('[data-keep]')) sessionStorage.removeItem(draftKey(field));
  });
}

/** Ctrl or Command with Enter sends a comment, as on GitHub. */
function sendByKeys(event) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !event.target.matches('textarea')) return;
  event.target.form.requestSubmit(event.target.form.querySelector('.primary'));
}

remember(document);
keepDrafts();
document.addEventListener('submit', sendQuietly);
document.addEventListener('keydown', sendByKeys);
setInterval(tick, 1000);
tick();
listen();
