// A model whose hotfixes meet everything there is to say of one.
import type { HotfixNews } from '../../src/core/hotfix/news.ts';
import { quietPast } from '../../src/core/mitigation/recent-past.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import type { Trigger } from '../../src/core/trigger.ts';
import { deployment } from '../core/mitigation/deployments.ts';
import * as build from './builders.ts';
import { Model } from './model.ts';

const pull = (number: number) => ({
  number,
  url: `https://github.example/acme/shop/pull/${number}`,
  branch: `hotfix/incident-7-${number}`,
  base: 'main',
  head: 'a'.repeat(40),
  title: 'HOTFIX: Retry',
  state: 'open' as const,
});

const judged = (conclusion: 'success' | 'pending', more: object = {}): HotfixNews => ({
  is: 'judged',
  judged: {
    head: 'a'.repeat(40),
    conclusion,
    open: conclusion === 'success' ? 0 : 7,
    waits: conclusion === 'success' ? [] : [{ what: 'tested: not yet', who: 'a reviewer' }],
    ...more,
  },
  wants: true,
  owners: [],
  author: 'responder',
});

/** Opened, refused, offered, reviewed, ready, not merged by GitHub, at the end of its queue, closed, merged and live. */
export function hotfixing(policy: Policy): readonly Model[] {
  const lanes = {
    ...policy,
    hotfix: {
      ...policy.hotfix,
      requires: ['Lint'],
      steps: ['Push it'],
      backfillWithin: 'PT24H',
      backfillSteps: ['Thorough testing'],
    },
  };
  return [true, false].map((isFollowed) => {
    const model = new Model({}, { ...lanes, hotfix: { ...lanes.hotfix, autoMerge: isFollowed } });
    if (isFollowed) model.past = { ...quietPast, deployments: [deployment('b', 238), deployment('a', 100)] };
    model.open();
    model.until(build.minute(1));
    const { issue, installationId } = build.tick(model.now);
    const common = () => ({ issue, installationId, at: model.now, actor: null, via: 'clock' as const });
    const keys = () => (model.record?.hotfixes ?? []).map(({ key }) => key);
    const send = (trigger: Trigger) => model.send(trigger);
    const news = (number: number, one: HotfixNews) =>
      send({ kind: 'hotfix-news', ...common(), pull: number, news: one });
    const ask = (number: number, why: string | null = null) => {
      model.say(build.people.responder, '/hotfix because="the migration cannot be undone"');
      const answer = why === null ? pull(number) : null;
      send({ kind: 'hotfix-answered', ...common(), hotfix: keys().at(-1) ?? '', pull: answer, why });
    };
    ask(41);
    ask(42, 'there is a branch of that name');
    send({
      kind: 'hotfix-seen',
      ...common(),
      pull: 43,
      like: { title: 'HOTFIX: x', branch: 'hotfix/incident-7', body: 'Refs #7', state: 'open' },
    });
    news(41, judged('pending'));
    news(41, judged('success'));
    news(41, judged('success', { unmerged: 'Changes must be made through the merge queue' }));
    news(41, judged('success', { queued: true, behind: true }));
    news(41, { is: 'closed' });
    news(41, { is: 'reopened' });
    model.say(build.people.responder, '/hotfix #44');
    send({ kind: 'hotfix-answered', ...common(), hotfix: keys().at(-1) ?? '', pull: pull(44), why: null });
    news(41, { is: 'merged', sha: 'f'.repeat(40), head: 'a'.repeat(40), passed: isFollowed, by: 'lead' });
    if (isFollowed) model.liveVersion = { id: 'D_41', sha: 'f'.repeat(40), at: model.now };
    model.until(build.minute(5));
    return model;
  });
}
