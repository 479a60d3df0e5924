// A real SMTP server on a free port, which refuses whom it is told to refuse and keeps the mails it took.
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export type Mail = {
  readonly from: string;
  readonly to: readonly string[];
  /** Unfolded, names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly raw: string;
};

export type Smtp = {
  readonly url: string;
  readonly port: number;
  readonly mails: Mail[];
  readonly close: () => Promise<void>;
};

/** `refuse`: the reply code for a recipient, or null. `afterData`: the reply code for the mail itself, or `hang`. */
export async function startSmtp(
  over: {
    readonly refuse?: (address: string) => number | null;
    readonly afterData?: () => number | 'hang' | null;
    readonly options?: SMTPServerOptions;
  } = {},
): Promise<Smtp> {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 1,
    onRcptTo: ({ address }, _session, done) => done(failure(over.refuse?.(address) ?? null)),
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const reply = over.afterData?.() ?? null;
        const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
        const raw = Buffer.concat(parts).toString('utf8');
        const to = session.envelope.rcptTo.map(({ address }) => address);
        if (reply === null || reply === 'hang') mails.push({ from, to, raw, headers: headersOf(raw) });
        if (reply !== 'hang') done(failure(reply));
      });
    },
    ...over.options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function failure(code: number | null): Error | null {
  return code === null ? null : Object.assign(new Error('refused, with secret-password in it'), { responseCode: code });
}

function headersOf(raw: string): ReadonlyMap<string, string> {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  return new Map(
    head
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
}
