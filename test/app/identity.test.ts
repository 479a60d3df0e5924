// Who we are may become known later than the first delivery.
import { afterEach, expect, test, vi } from 'vitest';
import { createIdentity } from '../../src/app/identity.ts';

const known = { appId: 7, botId: 900, login: 'firebreak[bot]', slug: 'firebreak' };

afterEach(() => {
  vi.useRealTimers();
});

test('until GitHub answers, nothing counts as our own, and it is asked again', async () => {
  vi.useFakeTimers();
  const lines: string[] = [];
  let left = 2;
  const gateway = {
    identity: async () => {
      left -= 1;
      if (left >= 0) throw new Error('ECONNREFUSED');
      return known;
    },
  };
  const identity = createIdentity(gateway, { appId: 7, trustedBotIds: [901] }, (level, _code, text) =>
    lines.push(`${level}: ${text}`),
  );
  await identity.learn();
  expect(identity.self()).toEqual({ botId: 0, botIds: [901], appId: 7 });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(identity.self()).toEqual({ botId: 900, botIds: [900, 901], appId: 7 });
  expect(lines).toEqual(['warn: GitHub does not say who we are: ECONNREFUSED', 'info: We are firebreak[bot].']);
  identity.stop();
});
