// A client for whoever runs the command line: with a token of theirs, and GitHub's public API or that of a server.
import { Octokit } from '@octokit/core';
import type { Timestamp } from '../../../core/time.ts';
import { type Client, createClient } from '../client.ts';
import { sendOnce } from '../octokit.ts';

/** `apiUrl`: `https://api.github.com`, or `https://HOST/api/v3`. */
export type Access = { readonly token: string; readonly apiUrl: string };

/** The client. Nothing is asked yet. */
export function clientWithToken({ token, apiUrl }: Access, now: () => Timestamp): Client {
  const SendingOnce = Octokit.defaults(sendOnce);
  const octokit = new SendingOnce({ auth: token, baseUrl: apiUrl.replace(/\/+$/, '') });
  return createClient({ octokit: async () => octokit, installationId: null, now });
}
