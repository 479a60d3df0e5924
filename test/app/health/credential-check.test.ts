// When the credentials count as good, and what is missing of what was asked for.
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Asked, createCredentialCheck, missing } from '../../../src/app/health/credential-check.ts';
import { needs } from '../../../src/app/needs.ts';

const granted = {
  permissions: Object.fromEntries(needs.permissions.map(({ name, access }) => [name, access])),
  events: needs.events.map(({ name }) => name),
};
const good: Asked = { kind: 'known', app: granted };
const refused: Asked = { kind: 'refused', why: 'Bad credentials' };
const away: Asked = { kind: 'unreachable', why: 'ECONNREFUSED' };

async function answering(...answers: readonly Asked[]) {
  const lines: string[] = [];
  const left = [...answers];
  const check = createCredentialCheck(
    async () => left.shift() ?? away,
    (level, code, text) => lines.push(`${level} ${code} ${text}`),
  );
  for (const _ of answers) await check.check();
  check.stop();
  return { problem: check.problem(), lines };
}

describe('the credentials', () => {
  test('are not known to be good before GitHub was asked', async () => {
    expect((await answering()).problem).toBe('GitHub was not asked yet.');
  });
  test('are good when GitHub takes them', async () => {
    expect(await answering(good)).toEqual({ problem: null, lines: ['info credentials GitHub takes the credentials.'] });
  });
  test('are bad when GitHub refuses them, also later', async () => {
    expect((await answering(good, refused)).problem).toBe(
      "GitHub does not take the app's credentials: Bad credentials",
    );
  });
  test('stay good while GitHub is away, and are unknown when it was never there', async () => {
    expect((await answering(good, away)).problem).toBeNull();
    expect((await answering(away)).problem).toBe('GitHub cannot be reached: ECONNREFUSED');
  });
  test.each([
    { ahead: 4.9, told: [] },
    { ahead: -5, told: [] },
    { ahead: 7.4, told: ["warn clock-skew This machine's clock is 7 s ahead of GitHub's, so what is due comes early. Synchronise it (NTP)."] },
    { ahead: -90, told: ["warn clock-skew This machine's clock is 90 s behind GitHub's, so what is due comes late. Synchronise it (NTP)."] },
  ])('a clock that is $ahead s ahead of GitHub’s is good all the same, and told', async ({ ahead, told }) => {
    const { problem, lines } = await answering({ ...good, ahead });
    expect(problem).toBeNull();
    expect(lines.filter((line) => line.includes('clock'))).toEqual(told);
  }); // biome-ignore format: a table
  test('recover', async () => {
    expect((await answering(refused, good)).problem).toBeNull();
  });
});

describe('the background check', () => {
  afterEach(() => {
    vi.useRealTimers();
  });
  test('comes back soon while something is wrong, and rarely when all is well', async () => {
    vi.useFakeTimers();
    let asked = 0;
    const check = createCredentialCheck(
      async () => {
        asked += 1;
        return asked === 1 ? refused : good;
      },
      () => undefined,
    );
    await check.check();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).toBe(2);
    await vi.advanceTimersByTimeAsync(4 * 60_000);
    expect(asked).toBe(2);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toBe(3);
    check.stop();
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    expect(asked).toBe(3);
  });
});

describe('what was not granted', () => {
  test('is nothing when the manifest was accepted', () => {
    expect(missing(granted)).toEqual([]);
  });
  test('is said with what it is for', () => {
    const texts = missing({
      permissions: { ...granted.permissions, issues: 'read', members: 'none' },
      events: granted.events.filter((name) => name !== 'issue_comment'),
    });
    expect(texts).toHaveLength(3);
    expect(texts[0]).toMatch(/^The app lacks the permission "issues: write": /);
    expect(texts[2]).toMatch(/^The app is not subscribed to "issue_comment": /);
  });
  test('more than is needed is fine', () => {
    expect(missing({ permissions: { ...granted.permissions, contents: 'write' }, events: granted.events })).toEqual([]);
  });
});
