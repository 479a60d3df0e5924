// Notices for tests of channels.
import type { Notice } from '../../src/shell/notify/port.ts';
import { T0 } from './builders.ts';

export const ISSUE_URL = 'https://github.com/acme/shop/issues/42';

/** A page of a P0, with overrides. */
export function aNotice(over: Partial<Notice> = {}): Notice {
  return {
    key: '7#42:page:first:1',
    incident: '7#42',
    event: 'paged',
    level: 'P0',
    rank: 1,
    status: 'investigating',
    summary: 'Checkout fails for everybody',
    url: ISSUE_URL,
    at: T0,
    text: `**P0**: checkout fails. [Incident](${ISSUE_URL})`,
    to: [],
    name: null,
    ref: null,
    ...over,
  };
}

/** A signal that nobody aborts. */
export const patient: AbortSignal = new AbortController().signal;
