// What an incident does with its hotfix: each thing told once, to whoever can do something; the merge ends nothing before it was watched.
import { describe, expect, test } from 'vitest';
import * as build from '../../support/builders.ts';
import { answerHotfix, HEAD, hotfixAsked, judgedAs, merged, newsOf } from '../../support/hotfix-model.ts';
import type { Model } from '../../support/model.ts';

const one = (model: Model) => model.record?.hotfixes?.at(-1);
const saidSince = (model: Model, before: number) => model.said.slice(before).map(({ body }) => body);
const byHand = build.policyOf('preset: github\npeople: { devops: ["@responder"] }\nhotfix: { auto_merge: false }\n');

function opened(policy = build.aPolicy()): Model {
  const model = hotfixAsked('Retry', policy);
  answerHotfix(model);
  return model;
}

describe('GitHub’s answer', () => {
  test('opens it, told once however often it comes', () => {
    const model = opened();
    const before = model.said.length;
    answerHotfix(model);
    expect(one(model)).toMatchObject({ state: 'open', pull: { number: 12 }, head: HEAD, base: 'main' });
    expect(saidSince(model, before)).toEqual([]);
    expect(model.said.at(-1)?.body).toMatch(/^@responder \*\*Hotfix .* is open, as a draft/);
  });

  test.each([
    { name: 'that it is refused', pull: {}, why: 'there is a branch already', says: 'there is a branch already' },
    { name: 'that it is closed', pull: { state: 'closed' as const }, why: null, says: 'is closed' },
    { name: 'that it is merged', pull: { state: 'merged' as const }, why: null, says: 'is merged' },
  ])('$name ends it with the reason', ({ pull, why, says }) => {
    const model = hotfixAsked('#12');
    answerHotfix(model, pull, why);
    expect(one(model)?.state).toBe('refused');
    expect(model.said.at(-1)?.body).toContain(says);
  });
});

describe('the gate', () => {
  test('has reviewers mentioned once, when it first waits for them', () => {
    const model = opened(byHand);
    const before = model.said.length;
    newsOf(model, judgedAs('pending', {}, true));
    newsOf(model, judgedAs('pending', { head: 'b'.repeat(40) }, true));
    expect(saidSince(model, before)).toEqual([
      expect.stringMatching(/^@responder: \*\*hotfix .* waits for your review, now/),
    ]);
    expect(one(model)?.reviewers?.asked).toEqual(['@responder']);
  });

  test('that passes is told where people merge, though it waited at the same head before, and once for a head', () => {
    const model = opened(byHand);
    newsOf(model, judgedAs('pending'));
    const before = model.said.length;
    newsOf(model, judgedAs('success'));
    newsOf(model, judgedAs('success'));
    expect(saidSince(model, before)).toEqual([
      expect.stringContaining('passes its gate.** The policy leaves merging to you'),
    ]);
  });

  test('that passes is told nobody where it merges by itself; that GitHub refuses it is told', () => {
    const model = opened();
    const before = model.said.length;
    newsOf(model, judgedAs('success'));
    expect(saidSince(model, before)).toEqual([]);
    newsOf(model, judgedAs('success', { unmerged: 'Head branch is not up to date' }));
    newsOf(model, judgedAs('success', { unmerged: 'Head branch is not up to date' }));
    expect(saidSince(model, before)).toEqual([
      expect.stringContaining('GitHub does not merge it:** Head branch is not up to date'),
    ]);
  });
});

describe('a proper fix', () => {
  const fix = {
    number: 45,
    url: 'https://github.example/acme/shop/pull/45',
    head: HEAD,
    base: 'main',
    conclusion: 'failure' as const,
    open: 3,
  };
  const owing = () => {
    const model = opened();
    newsOf(model, merged());
    return model;
  };
  const fixes = (model: Model) => model.record?.backfills[0]?.fixes;
  const of = (model: Model) => model.record?.backfills[0]?.id ?? '';

  test('is on the record as its gate says, mentions nobody, and is gone when it is none any more', () => {
    const model = owing();
    const before = model.said.length;
    newsOf(model, { is: 'fix', of: of(model), fix }, 45);
    expect(fixes(model)).toEqual([fix]);
    newsOf(model, { is: 'fix', of: of(model), fix: { ...fix, conclusion: 'success', open: 0 } }, 45);
    expect(fixes(model)).toMatchObject([{ conclusion: 'success' }]);
    const lines = model.record?.timeline.map(({ text }) => text) ?? [];
    expect(lines.filter((text) => text.includes('#45'))).toEqual([
      '#45 is the pull request of the proper fix',
      'The proper fix #45 has all that is asked of it',
    ]);
    newsOf(model, { is: 'fix', of: of(model), fix: null }, 45);
    expect(fixes(model)).toBeUndefined();
    expect(saidSince(model, before)).toEqual([]);
  });

  test('of which nothing is new, or that no backfill is about, changes nothing', () => {
    const model = owing();
    newsOf(model, { is: 'fix', of: of(model), fix }, 45);
    const { revision } = model.record ?? { revision: -1 };
    newsOf(model, { is: 'fix', of: of(model), fix }, 45);
    newsOf(model, { is: 'fix', of: 'another', fix }, 45);
    expect(model.record?.revision).toBe(revision);
  });
});

describe('the end of a queue', () => {
  test('is told once for a head, with the order in which a maintainer helps', () => {
    const model = opened();
    const before = model.said.length;
    newsOf(model, judgedAs('success', { queued: true, behind: true }));
    newsOf(model, judgedAs('success', { queued: true, behind: true, review: true }));
    expect(saidSince(model, before)).toEqual([
      expect.stringMatching(/waits at the end of the merge queue:\*\* .* out of the queue first and then merges it/),
    ]);
  });
});

describe('merged', () => {
  test('it is told once, the incident is being mitigated, and later news of the gate changes nothing', () => {
    const model = opened();
    const before = model.said.length;
    newsOf(model, merged());
    newsOf(model, merged());
    newsOf(model, judgedAs('failure'));
    newsOf(model, { is: 'closed' });
    expect(saidSince(model, before).filter((text) => text.includes('is merged**'))).toHaveLength(1);
    expect(model.record?.status).toBe('mitigating');
    expect(one(model)).toMatchObject({ state: 'merged', merged: { sha: 'f'.repeat(40) } });
    expect(one(model)?.merged).not.toHaveProperty('past');
  });

  test.each([
    {
      name: 'by somebody though its gate did not pass',
      by: 'lead',
      judged: judgedAs('failure'),
      past: 'lead',
      says: ', by `lead`, though its gate did not pass',
    },
    {
      name: 'by nobody who is known',
      by: null,
      judged: judgedAs('pending'),
      past: '',
      says: '`fffffff`, though its gate did not pass',
    },
    {
      name: 'at another head than the one that passed',
      by: 'lead',
      judged: judgedAs('success', { head: 'b'.repeat(40) }),
      past: 'lead',
      says: 'though its gate did not pass',
    },
    {
      name: 'at the head that had passed, whatever is known later',
      by: 'lead',
      judged: judgedAs('success'),
      past: undefined,
      says: null,
    },
  ])('$name', ({ by, judged, past, says }) => {
    const model = opened();
    newsOf(model, judged);
    newsOf(model, merged({ passed: false, by }));
    expect(one(model)?.merged?.past).toBe(past);
    const told = model.said.find(({ body }) => body.includes('is merged**'))?.body ?? '';
    if (says === null) expect(told).not.toContain('did not pass');
    else expect(told).toContain(says);
  });
});

describe('closed', () => {
  test('it is out of the lane, and reopened it is in it again', () => {
    const model = opened();
    newsOf(model, { is: 'closed' });
    expect(one(model)?.state).toBe('closed');
    expect(model.said.at(-1)?.body).toContain('was closed without being merged');
    newsOf(model, { is: 'reopened' });
    expect(one(model)?.state).toBe('open');
    newsOf(model, { is: 'reopened' }, 99);
    expect(model.record?.hotfixes).toHaveLength(1);
  });
});

describe('a pull request that looks like one', () => {
  const seen = (model: Model, over: { title?: string; branch?: string; state?: 'open' | 'closed' } = {}) => {
    const { issue, installationId } = build.tick(model.now);
    const like = { title: 'HOTFIX: pay', branch: 'hotfix/incident-7', body: '', state: 'open' as const, ...over };
    model.send({
      kind: 'hotfix-seen',
      issue,
      installationId,
      at: model.now,
      actor: null,
      via: 'webhook',
      pull: 41,
      like,
    });
  };
  test('is offered on the card and never put into the lane, until it looks like none or is closed', () => {
    const model = hotfixAsked('--dry-run');
    const before = model.said.length;
    seen(model);
    expect([model.record?.offered, model.record?.hotfixes ?? []]).toEqual([[41], []]);
    seen(model, { title: 'Pay' });
    expect(model.record?.offered).toBeUndefined();
    seen(model);
    seen(model, { state: 'closed' });
    expect(model.record?.offered).toBeUndefined();
    expect(saidSince(model, before)).toEqual([]);
  });
});
