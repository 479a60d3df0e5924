// Who the app is to GitHub, who GitHub is to the app, and the key that signs status cards.
import { createPrivateKey, hkdfSync } from 'node:crypto';
import { type Env, numberOf, pemFrom, type Reader, secretOf, textOf } from './values.ts';

export type Credentials = {
  readonly appId: number;
  readonly privateKey: string;
  /** The current webhook secret and, during a rotation, the previous one. */
  readonly secrets: readonly string[];
  /** Signs the hidden block of status cards; the other host of an incident needs the same one. */
  readonly signingKey: string;
};

/** Null when something is missing or wrong; it is then reported. */
export function credentialsFrom(reader: Reader, readFile: (path: string) => string): Credentials | null {
  const appId = appIdFrom(reader);
  const privateKey = privateKeyFrom(reader, readFile);
  const secret = webhookSecret(reader);
  const previous = secretOf(reader, 'WEBHOOK_SECRET_PREVIOUS');
  const chosenKey = secretOf(reader, 'FIREBREAK_KEY');
  if (appId === null || privateKey === null || secret === null) return null;
  return {
    appId,
    privateKey,
    secrets: previous === null ? [secret] : [secret, previous],
    signingKey: chosenKey ?? derivedKey(privateKey),
  };
}

/** The app's id and key in an environment, with what signs its cards there; null where one of them is missing or wrong. */
export function appIn(env: Env): Pick<Credentials, 'appId' | 'privateKey' | 'signingKey'> | null {
  const id = textOf(env, 'APP_ID');
  const privateKey = pemFrom(textOf(env, 'PRIVATE_KEY') ?? '');
  if (id === null || privateKey === null || !/^\d{1,12}$/.test(id)) return null;
  return { appId: Number(id), privateKey, signingKey: textOf(env, 'FIREBREAK_KEY') ?? derivedKey(privateKey) };
}

function appIdFrom(reader: Reader): number | null {
  const appId = numberOf(reader, 'APP_ID', [1, 999_999_999_999], 0);
  if (textOf(reader.env, 'APP_ID') !== null) return appId;
  reader.report({
    variable: 'APP_ID',
    happened: 'it is missing.',
    expected: "the app's numeric id.",
    next: "copy it from the app's settings page on GitHub.",
  });
  return null;
}

function privateKeyFrom(reader: Reader, readFile: (path: string) => string): string | null {
  const path = textOf(reader.env, 'PRIVATE_KEY_PATH');
  const inline = textOf(reader.env, 'PRIVATE_KEY');
  const variable = inline === null && path !== null ? 'PRIVATE_KEY_PATH' : 'PRIVATE_KEY';
  const expected = "the app's RSA private key in PEM (also with \\n written out, or in base64).";
  const next =
    "generate one on the app's settings page on GitHub; set PRIVATE_KEY to its text or PRIVATE_KEY_PATH to its file.";
  const text = inline ?? (path === null ? null : attempt(() => readFile(path)));
  if (text === null) {
    const happened = path === null ? 'it is missing.' : `the file ${path} cannot be read.`;
    reader.report({ variable, happened, expected, next });
    return null;
  }
  const pem = pemFrom(text);
  if (pem === null) reader.report({ variable, happened: 'it is not a private key.', expected, next });
  return pem;
}

function attempt(read: () => string): string | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function webhookSecret(reader: Reader): string | null {
  const secret = secretOf(reader, 'WEBHOOK_SECRET');
  if (secret === null) {
    reader.report({
      variable: 'WEBHOOK_SECRET',
      happened: 'it is missing.',
      expected: "the secret of the app's webhook: without it anyone could send events.",
      next: 'make one with "openssl rand -hex 32" and set it here and on the app\'s settings page.',
    });
  }
  return secret;
}

/** A key of its own for cards, so that one secret is never used for two things. Formatting of the PEM does not matter. */
function derivedKey(privateKey: string): string {
  const material = createPrivateKey(privateKey).export({ type: 'pkcs8', format: 'der' });
  return Buffer.from(hkdfSync('sha256', material, 'firebreak', 'status card v1', 32)).toString('hex');
}
