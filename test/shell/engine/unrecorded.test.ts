// A deployment of the old version that GitHub refuses for good is news for the incident; one that it records is none.
import { expect, test } from 'vitest';
import { newsFor } from '../../../src/shell/engine/news.ts';
import { newsOf } from '../../../src/shell/engine/run-starts.ts';
import * as build from '../../support/builders.ts';

const { issue, installationId } = build.tick(build.T0);
const news = newsFor({ issue, installationId }, { now: () => build.T0 }, async () => build.aPolicy());
const key = 'deployed/firebreak-7-1';
const effect = {
  kind: 'deployed',
  key,
  environment: 'production',
  sha: 'c'.repeat(40),
  since: build.T0,
  url: null,
} as const;

test('refused: the incident hears which rollback, and why', () => {
  const result = { key, ok: false, fate: 'final', status: 403, message: 'Resource not accessible' } as const;
  expect(newsOf(news, effect, result).ofPage).toMatchObject({
    kind: 'unrecorded',
    operation: 'firebreak-7-1',
    why: '403 Resource not accessible',
  });
});

test('recorded: nobody is told', () => {
  expect(newsOf(news, effect, { key, ok: true, comment: null })).toEqual({});
});
