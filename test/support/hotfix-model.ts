// An incident with a hotfix, without GitHub: asked for, opened, judged, merged.
import type { HotfixNews, HotfixSeen } from '../../src/core/hotfix/news.ts';
import type { Judged } from '../../src/core/incident/hotfix.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import * as build from './builders.ts';
import type { Model } from './model.ts';
import { afterDeployment } from './rolling.ts';

export const HEAD = 'a'.repeat(40);

/** After a bad deployment, with `/hotfix` said by the responder. */
export function hotfixAsked(words = 'Retry', policy: Policy = build.aPolicy(), level = 'P0'): Model {
  const model = afterDeployment(level, policy);
  model.say(build.people.responder, `/hotfix ${words}`.trim());
  return model;
}

const byItself = (model: Model) => ({ ...build.tick(model.now), actor: null, via: 'clock' as const, at: model.now });

/** GitHub's answer to the newest that was asked for: it is pull request 12, or was refused. */
export function answerHotfix(model: Model, over: Partial<HotfixSeen> = {}, why: string | null = null): void {
  const asked = model.record?.hotfixes?.at(-1);
  const pull: HotfixSeen = {
    number: 12,
    url: 'https://github.example/acme/shop/pull/12',
    branch: 'hotfix/incident-7',
    base: 'main',
    head: HEAD,
    title: asked?.title ?? '',
    state: 'open',
    ...over,
  };
  const { issue, installationId, at, actor, via } = byItself(model);
  const common = { issue, installationId, at, actor, via };
  model.send({ kind: 'hotfix-answered', ...common, hotfix: asked?.key ?? '', pull: why === null ? pull : null, why });
}

/** What became of pull request 12. */
export function newsOf(model: Model, news: HotfixNews, pull = 12): void {
  const { issue, installationId, at, actor, via } = byItself(model);
  model.send({ kind: 'hotfix-news', issue, installationId, at, actor, via, pull, news });
}

/** The gate said this of a head. */
export function judgedAs(conclusion: Judged['conclusion'], over: Partial<Judged> = {}, wants = false): HotfixNews {
  const waits = conclusion === 'success' ? [] : [{ what: 'tested: `test` has not begun.', who: null }];
  const judged: Judged = { head: HEAD, conclusion, open: waits.length, waits, ...over };
  return { is: 'judged', judged, wants, owners: [], author: 'firebreak' };
}

export const merged = (over: Partial<Extract<HotfixNews, { is: 'merged' }>> = {}): HotfixNews => ({
  is: 'merged',
  sha: 'f'.repeat(40),
  head: HEAD,
  passed: true,
  by: null,
  ...over,
});
