// The page and the feed of all published postmortems: what the default branch has, newest first, and nothing that anybody wrote can break them.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { publishedFiles } from '../../../src/core/postmortem/published.ts';

const hash = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const where = { folder: 'reports/incidents/', web: 'https://github.test/acme/shop', hash };
const none = { page: null, feed: null };

const file = (incident: number, day: string, over = '') => ({
  path: `reports/incidents/${day}-down-${incident}.md`,
  text: `---\nincident: ${incident}\ntitle: "Down <&> | ${incident}"\nseverity_peak: "P0"\nresolved: ${day}T10:00:00Z\nduration: 75\nstatus: draft\n${over}---\n# Down\n`,
});

const textOf = (files: ReturnType<typeof publishedFiles>, name: string) =>
  files.find(({ path }) => path === `reports/incidents/${name}`)?.text ?? '';

describe('the page', () => {
  test('lists them, newest first, drills and other files aside', () => {
    const other = { path: 'reports/incidents/how-to.md', text: '# How to' };
    const page = textOf(
      publishedFiles(
        [file(1, '2026-03-01'), file(3, '2026-03-09'), file(4, '2026-04-01', 'drill: true\n'), other],
        none,
        where,
      ),
      'README.md',
    );
    expect([...page.matchAll(/^\| (2026-\S+)/gm)].map(([, day]) => day)).toEqual(['2026-03-09', '2026-03-01']);
    expect(page).toContain('| 1 hour 15 minutes |');
    expect(page).toContain('](2026-03-09-down-3.md)');
    expect(page).not.toContain('<&>');
  });

  test('keeps what people wrote around the table', () => {
    const page = textOf(publishedFiles([file(1, '2026-03-01')], none, where), 'README.md');
    const edited = page.replace('# Incidents', '# What we learned\n\nRead these.');
    const files = publishedFiles([file(1, '2026-03-01'), file(2, '2026-03-02')], { page: edited, feed: null }, where);
    expect(textOf(files, 'README.md')).toMatch(/^# What we learned\n\nRead these\./);
    expect(textOf(files, 'README.md')).toContain('2026-03-02');
  });

  test('is not written again where it says the same', () => {
    const files = publishedFiles([file(1, '2026-03-01')], none, where);
    const published = [{ ...file(1, '2026-03-01'), text: textOf(files, '2026-03-01-down-1.md') }];
    const known = { page: textOf(files, 'README.md'), feed: textOf(files, 'feed.xml') };
    expect(publishedFiles(published, known, where)).toEqual([]);
  });
});

describe('the feed', () => {
  test('is Atom with an entry for each, escaped', () => {
    const feed = textOf(publishedFiles([file(1, '2026-03-01'), file(2, '2026-03-05')], none, where), 'feed.xml');
    expect(feed).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?>\n<feed xmlns="http:\/\/www.w3.org\/2005\/Atom">/);
    expect(feed).toContain('<updated>2026-03-05T10:00:00Z</updated>');
    expect(feed.match(/<entry>/g)).toHaveLength(2);
    expect(feed).toContain('<title>Down &#60;&#38;&#62; | 2</title>');
    expect(feed).toContain('href="https://github.test/acme/shop/blob/HEAD/reports/incidents/2026-03-01-down-1.md"');
  });
});

describe('a document with something in its front matter that nobody expects', () => {
  test.each([
    { name: 'a duration of any size', over: 'duration: 1.0e300\n' },
    { name: 'an endless duration', over: 'duration: .inf\n' },
    { name: 'a value that stands for another', over: 'services: &all [shop]\nteams: *all\n' },
    { name: 'a value that stands for none', over: 'services: *nowhere\n' },
    { name: 'depths', over: `services: ${'['.repeat(9_000)}${']'.repeat(9_000)}\n` },
    { name: 'no day that there is', over: 'resolved: 2026-99-99T99:99:99Z\n' },
  ])('$name: the others are listed all the same, with dates that there are', ({ over }) => {
    const odd = file(2, '2026-03-05');
    const key = /^\w+/.exec(over)?.[0] ?? '';
    const text = odd.text.replace(new RegExp(`^${key}: .*\n`, 'm'), '').replace('---\n', `---\n${over}`);
    const files = publishedFiles([file(1, '2026-03-01'), { ...odd, text }], none, where);
    expect(textOf(files, 'README.md')).toContain('](2026-03-01-down-1.md)');
    const dates = [...textOf(files, 'feed.xml').matchAll(/<updated>(.*?)<\/updated>/g)].map(([, at = '']) => at);
    expect(dates.length).toBeGreaterThan(1);
    for (const at of dates) expect(Number.isNaN(Date.parse(at)), at).toBe(false);
  });

  test('is not listed under a day that there is none', () => {
    const odd = { ...file(2, '2026-03-05'), path: 'reports/incidents/2026-13-45-down.md' };
    const files = publishedFiles([{ ...odd, text: odd.text.replace(/^resolved: .*\n/m, '') }], none, where);
    expect(textOf(files, 'README.md')).not.toMatch(/^\| 2026-13-45/m);
    expect(textOf(files, 'feed.xml')).toContain('<updated>1970-01-01T00:00:00Z</updated>');
  });
});

describe('the status of a document', () => {
  test.each([
    { name: 'lines that end as on Windows', made: (text: string) => text.replaceAll('\n', '\r\n') },
    { name: 'a byte order mark', made: (text: string) => `\uFEFF${text}` },
  ])('is said where it has $name, and nothing else is changed', ({ made }) => {
    const one = file(1, '2026-03-01');
    const files = publishedFiles([{ ...one, text: made(one.text) }], none, where);
    expect(textOf(files, '2026-03-01-down-1.md')).toBe(made(one.text.replace('status: draft', 'status: published')));
  });

  test('says that it is published, in its front matter alone', () => {
    const one = { ...file(1, '2026-03-01'), text: `${file(1, '2026-03-01').text}status: draft\n` };
    const now = textOf(publishedFiles([one], none, where), '2026-03-01-down-1.md');
    expect(now).toContain('duration: 75\nstatus: published\n---');
    expect(now.endsWith('status: draft\n')).toBe(true);
  });
});
