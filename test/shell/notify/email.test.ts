// E-mail against a real SMTP server: what arrives, who is refused, what is tried again, and that nothing people type becomes a header or an address.
import { afterEach, describe, expect, test } from 'vitest';
import { createEmailChannel, type EmailSettings } from '../../../src/shell/notify/email.ts';
import { deadUrl, type HttpServer, startHttpServer } from '../../support/http-server.ts';
import { aNotice, ISSUE_URL, patient } from '../../support/notices.ts';
import { type Smtp, startSmtp } from '../../support/smtp.ts';

const open: (Smtp | HttpServer)[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function smtp(over: Parameters<typeof startSmtp>[0] = {}): Promise<Smtp> {
  const server = await startSmtp(over);
  open.push(server);
  return server;
}

function channel(url: string, over: Partial<EmailSettings> = {}) {
  return createEmailChannel({ url, from: 'Firebreak <firebreak@example.com>', ...over });
}

const to = ['lead@example.com', 'manager@example.com'];

describe('a mail', () => {
  test('goes to all in one envelope, and none sees the others', async () => {
    const server = await smtp();
    expect(await channel(server.url).tell(aNotice({ to }), patient)).toMatchObject({ ok: true });
    expect(server.mails).toMatchObject([{ from: 'firebreak@example.com', to }]);
    expect(server.mails[0]?.raw).not.toContain('lead@example.com');
  });

  test('says what it is, and that no machine need answer it', async () => {
    const server = await smtp();
    await channel(server.url).tell(aNotice({ to }), patient);
    const headers = Object.fromEntries(server.mails[0]?.headers ?? []);
    expect(headers).toMatchObject({
      subject: '[P0] Checkout fails for everybody',
      from: 'Firebreak <firebreak@example.com>',
      'auto-submitted': 'auto-generated',
      'x-auto-response-suppress': 'All',
      date: 'Sun, 01 Mar 2026 04:00:00 +0000',
    });
    expect(server.mails[0]?.raw).toContain('P0: checkout fails.');
    expect(server.mails[0]?.raw).toContain('<strong>P0</strong>: checkout fails.');
    expect(server.mails[0]?.raw).toContain(ISSUE_URL);
  });

  test('to the public has no address of the issue', async () => {
    const server = await smtp();
    await channel(server.url).tell(aNotice({ to, url: null, text: 'It is down.' }), patient);
    expect(server.mails[0]?.raw).toContain('It is down.');
    expect(server.mails[0]?.raw).not.toMatch(/null|<a href/);
  });

  test('goes to the default where nobody is named, and nowhere where there is none', async () => {
    const server = await smtp();
    await channel(server.url, { to: ['all@example.com'] }).tell(aNotice(), patient);
    expect(server.mails).toMatchObject([{ to: ['all@example.com'] }]);
    expect(await channel(server.url).tell(aNotice(), patient)).toMatchObject({ ok: false, fate: 'final' });
  });

  test('answers the first mail of its incident, so that they stand together', async () => {
    const server = await smtp();
    const mail = channel(server.url);
    const first = await mail.tell(aNotice({ to }), patient);
    const ref = first.ok ? first.ref : null;
    expect(server.mails[0]?.headers.get('message-id')).toBe(ref);
    expect(server.mails[0]?.headers.has('in-reply-to')).toBe(false);
    const second = await mail.tell(aNotice({ to, key: '7#42:update:2', event: 'update', ref }), patient);
    expect(second).toMatchObject({ ok: true, ref });
    expect(server.mails[1]?.headers.get('in-reply-to')).toBe(ref);
    expect(server.mails[1]?.headers.get('references')).toBe(ref);
    expect(server.mails[1]?.headers.get('message-id')).not.toBe(ref);
  });

  test('is not sent twice by one process, and has the same id when another sends it again', async () => {
    const server = await smtp();
    const mail = channel(server.url);
    const told = await mail.tell(aNotice({ to }), patient);
    expect(await mail.tell(aNotice({ to }), patient)).toEqual(told);
    expect(server.mails).toHaveLength(1);
    await channel(server.url).tell(aNotice({ to }), patient);
    expect(server.mails[1]?.headers.get('message-id')).toBe(server.mails[0]?.headers.get('message-id'));
  });
});

describe('who is refused', () => {
  const refuse = (code: number) => (address: string) => (address.startsWith('left') ? code : null);

  test('does not lose the mail for the others, and is named', async () => {
    const server = await smtp({ refuse: refuse(550) });
    const told = await channel(server.url).tell(aNotice({ to: ['left@example.com', ...to] }), patient);
    expect(told).toMatchObject({ ok: true, note: 'Not delivered to left@example.com (550).' });
    expect(server.mails).toMatchObject([{ to }]);
  });

  test('what is no address is named and never sent', async () => {
    const server = await smtp();
    const told = await channel(server.url).tell(aNotice({ to: ['not an address', ...to] }), patient);
    expect(told).toMatchObject({ ok: true, note: 'Not delivered to not?an?address (no address).' });
  });

  test.each([
    { name: 'all for good is final', code: 550, expected: { fate: 'final' } },
    {
      name: 'all for now is tried again, and says nothing of the server',
      code: 451,
      expected: { fate: 'retry', ofOne: true },
    },
  ])('$name', async ({ code, expected }) => {
    const server = await smtp({ refuse: () => code });
    expect(await channel(server.url).tell(aNotice({ to }), patient)).toMatchObject({ ok: false, ...expected });
  });
});

describe('what the server answers', () => {
  test.each([
    { name: 'to the mail: not now', code: 452, fate: 'retry' },
    { name: 'to the mail: never', code: 554, fate: 'final' },
  ])('$name', async ({ code, fate }) => {
    const server = await smtp({ afterData: () => code });
    const told = await channel(server.url).tell(aNotice({ to }), patient);
    expect(told).toMatchObject({ ok: false, fate, message: `The mail server answered ${code}.` });
  });

  test('what failed is sent when it is tried again', async () => {
    const codes = [451, null];
    const server = await smtp({ afterData: () => codes.shift() ?? null });
    const mail = channel(server.url);
    expect(await mail.tell(aNotice({ to }), patient)).toMatchObject({ ok: false });
    expect(await mail.tell(aNotice({ to }), patient)).toMatchObject({ ok: true });
    expect(server.mails).toHaveLength(1);
  });

  test('a wrong password is final, and shown nowhere', async () => {
    const onAuth = (_auth: unknown, _session: unknown, done: (error: Error) => void) =>
      done(Object.assign(new Error('wrong: secret-password'), { responseCode: 535 }));
    const server = await smtp({ options: { onAuth, allowInsecureAuth: true } });
    const url = server.url.replace('smtp://', 'smtp://firebreak:secret-password@');
    const told = await channel(url).tell(aNotice({ to }), patient);
    expect(told).toMatchObject({ ok: false, fate: 'final' });
    expect(JSON.stringify(told)).not.toContain('secret-password');
  });

  test('garbage, nobody there, and silence are tried again', async () => {
    const garbage = await startHttpServer(() => 'hang');
    open.push(garbage);
    const dead = (await deadUrl()).replace('http:', 'smtp:');
    const silent = await smtp({ afterData: () => 'hang' });
    expect(await channel(garbage.url.replace('http:', 'smtp:'), { patience: 50 }).tell(aNotice({ to }), patient)).toMatchObject({ fate: 'retry' });
    expect(await channel(dead).tell(aNotice({ to }), patient)).toMatchObject({ fate: 'retry' });
    expect(await channel(silent.url, { patience: 50 }).tell(aNotice({ to }), patient)).toMatchObject({ fate: 'retry' });
  }); // biome-ignore format: one thought a line

  test('ends when it is called off', async () => {
    let arrived = (): void => undefined;
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const server = await smtp({
      afterData: () => {
        arrived();
        return 'hang';
      },
    });
    const off = new AbortController();
    const told = channel(server.url).tell(aNotice({ to }), off.signal);
    await arrival;
    off.abort();
    expect(await told).toMatchObject({ ok: false, fate: 'retry' });
    expect(await channel(server.url).tell(aNotice({ to }), AbortSignal.abort())).toMatchObject({ fate: 'retry' });
  });
});

describe('encryption', () => {
  test('a server elsewhere that offers none is not used', async () => {
    const server = await smtp();
    // Not this machine by what is written, and this machine for the system.
    const url = `smtp://0.0.0.0:${server.port}`;
    const told = await channel(url).tell(aNotice({ to }), patient);
    expect(told).toMatchObject({ ok: false, fate: 'final', message: expect.stringContaining('no encryption') });
    expect(server.mails).toEqual([]);
  });

  test('unless the settings say so', async () => {
    const server = await smtp();
    const url = `smtp://0.0.0.0:${server.port}`;
    expect(await channel(url, { plaintext: true }).tell(aNotice({ to }), patient)).toMatchObject({ ok: true });
  });

  test.each(['http://example.com', 'mail.example.com', ''])('"%s" is no mail server', async (url) => {
    expect(await channel(url).tell(aNotice({ to }), patient)).toMatchObject({ ok: false, fate: 'final' });
  });

  test('nothing in the query of the address turns trust off', async () => {
    const server = await smtp();
    const url = `smtp://0.0.0.0:${server.port}/?ignoreTLS=true&requireTLS=false&tls.rejectUnauthorized=false`;
    expect(await channel(url).tell(aNotice({ to }), patient)).toMatchObject({ ok: false, fate: 'final' });
    expect(server.mails).toEqual([]);
  });
});

describe('nothing people type becomes more than text', () => {
  test('a summary with line breaks adds no header', async () => {
    const server = await smtp();
    const summary = 'down\r\nBcc: victim@example.com\r\n\r\n<h1>hello</h1>\u2028X-Other: 1\u0000';
    await channel(server.url).tell(aNotice({ to, summary }), patient);
    const [mail] = server.mails;
    expect(mail?.to).toEqual(to);
    expect(mail?.headers.has('bcc')).toBe(false);
    expect(mail?.headers.get('subject')).toBe('[P0] down Bcc: victim@example.com <h1>hello</h1> X-Other: 1');
  });

  test.each([
    'victim@example.com\r\nRCPT TO:<other@example.com>',
    'a@example.com, b@example.com',
    'a@example.com b@example.com',
    '<a@example.com>',
    '"a b"@example.com',
    'Name <a@example.com>',
    'a@example.com>',
    'a@[127.0.0.1]',
    'a@b@example.com',
    '@example.com',
  ])('%j is no address', async (address) => {
    const server = await smtp();
    expect(await channel(server.url).tell(aNotice({ to: [address] }), patient)).toMatchObject({
      ok: false,
      fate: 'final',
    });
    expect(server.mails).toEqual([]);
  });

  test('a reference that is no id of a mail is not put into a header', async () => {
    const server = await smtp();
    const ref = '<a@example.com>\r\nBcc: victim@example.com';
    await channel(server.url).tell(aNotice({ to, ref }), patient);
    expect(server.mails[0]?.headers.has('references')).toBe(false);
    expect(server.mails[0]?.headers.has('bcc')).toBe(false);
  });

  test('scripts, pictures and foreign links do nothing in the HTML part', async () => {
    const server = await smtp();
    const text = [
      '<script>alert(1)</script>',
      '',
      'a <img src=x onerror=alert(1)> b ![seen](https://example.com/pixel.png) [bad](javascript:alert(1)) &lt;script&gt;',
      '',
      '<div onclick="x">inside</div>',
    ].join('\n');
    await channel(server.url).tell(aNotice({ to, text }), patient);
    const html = (server.mails[0]?.raw ?? '').split('text/html')[1] ?? '';
    expect(html).not.toMatch(/<script|<img|onerror|onclick|pixel|href=3D"javascript|href="javascript/);
    expect(html).toContain('inside');
  });
});
