/** The API that a verb is asked to speak to, and the environment of this process, which has the token. */

/** What a verb that reaches GitHub needs beside its terminal. `post` sends JSON with a token, and never throws: status 0 is that nobody answered. */
export interface Api {
  readonly setting: (name: string) => string | undefined;
  readonly post: (url: string, body: object, token: string) => Promise<ApiAnswer>;
}

/** Its status and its object; what is no object is an empty one. */
export interface ApiAnswer {
  readonly status: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Nobody waits longer for an answer: milliseconds. */
const PATIENCE = 30_000;

/** Of this process. A redirect is not followed: it would carry the token elsewhere. */
export const processApi: Api = {
  setting: (name) => process.env[name],
  post: async (url, body, token) => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          authorization: `token ${token}`,
          accept: 'application/vnd.github+json',
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE),
      });
      const data: unknown = await response.json().catch(() => null);
      return { status: response.status, data: typeof data === 'object' && data !== null ? { ...data } : {} };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return { status: 0, data: { message: `${url} does not answer: ${why}` } };
    }
  },
};
