// The settings of an SMTP connection, from its URL alone: nothing in a query changes what is trusted.
export type Connection = {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly requireTLS: boolean;
  readonly auth?: { readonly user: string; readonly pass: string };
  readonly connectionTimeout: number;
  readonly greetingTimeout: number;
  readonly socketTimeout: number;
  readonly dnsTimeout: number;
  readonly disableFileAccess: true;
  readonly disableUrlAccess: true;
  readonly logger: false;
};

/** Null for what is no SMTP URL. Without encryption only to this machine, or where `plaintext` says so. */
export function connectionOf(text: string, plaintext: boolean, patience: number): Connection | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '') return null;
  const secure = url.protocol === 'smtps:';
  const usual = secure ? 465 : 587;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const local = host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
  const auth = { user: decoded(url.username), pass: decoded(url.password) };
  return {
    host,
    port: url.port === '' ? usual : Number(url.port),
    secure,
    requireTLS: !secure && !local && !plaintext,
    ...(auth.user === '' ? {} : { auth }),
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    dnsTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
