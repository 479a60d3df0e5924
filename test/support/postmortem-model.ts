// An incident whose postmortem is written, without GitHub: resolved, answered, seen; and everything there is to say of one.

import type { Policy } from '../../src/core/policy/policy.ts';
import type { PostmortemAnswer } from '../../src/core/postmortem/seen.ts';
import * as build from './builders.ts';
import { Model } from './model.ts';

const { responder, lead } = build.people;

/** Declared and acknowledged by the responder. */
export function acknowledgedModel(level = 'P0', policy: Policy = build.aPolicy()): Model {
  const model = new Model({ labelled: ['incident', level] }, policy);
  model.open();
  model.say(responder, '/ack');
  return model;
}

/** The same, resolved. */
export function resolvedModel(level = 'P0', policy: Policy = build.aPolicy()): Model {
  const model = acknowledgedModel(level, policy);
  model.say(lead, '/resolve --force rolled back');
  return model;
}

const pull = { number: 12, url: 'https://github.test/acme/shop/pull/12', state: 'open', draft: true } as const;

/** GitHub's answer to what was asked for last: pull request 12, or why there is none. */
export function answerPostmortem(model: Model, over: Partial<PostmortemAnswer> = {}, why: string | null = null): void {
  const { issue, installationId } = build.tick(model.now);
  const seen = { ...pull, path: 'reports/incidents/a.md', questions: 9, owners: [], changed: true, ...over };
  model.send({
    kind: 'postmortem-answered',
    ...{ issue, installationId, at: model.now, actor: null, via: 'clock' as const },
    postmortem: model.record?.postmortem?.key ?? '',
    answer: why === null ? seen : null,
    why,
  });
}

/** A look finds the pull request so. */
export function seePostmortem(model: Model, over: Partial<NonNullable<Model['postmortem']>>): void {
  model.postmortem = { ...pull, text: '> ❓ **To answer:** one', ...over };
  model.send(build.tick(model.now));
}

/** Opened, written anew, closed, merged by people, refused, published, published before it came back, and closed by it. */
export function postmortems(given: Policy): readonly Model[] {
  const blameless = [{ bad: 'Somebody broke it', good: 'Nothing caught it' }];
  const [top, ...others] = given.levels;
  const plan = { need: 'required', scheduleWithin: null, draftWithin: 'PT24H', publishWithin: 'PT72H' } as const;
  const levels = top === undefined ? [] : [{ ...top, postmortem: plan }, ...others];
  const rules = { ...given.postmortem, blameless, actionRules: ['Owned'], sharing: ['Team meeting'] };
  const policy: Policy = { ...given, levels, postmortem: rules };
  const answers = [{}, { changed: true }, { changed: false }, { state: 'closed' }, { state: 'merged' }] as const;
  const model = resolvedModel('P0', policy);
  for (const answer of answers) {
    model.say(responder, '/postmortem');
    answerPostmortem(model, answer);
  }
  const refused = resolvedModel('P0', policy);
  refused.say(responder, '/postmortem');
  answerPostmortem(refused, {}, 'Resource not accessible by integration');
  refused.say(lead, '/postmortem waive it was a test');
  const published = resolvedModel('P0', policy);
  answerPostmortem(published);
  published.say(responder, '/postmortem');
  seePostmortem(published, { state: 'merged' });
  answerPostmortem(published, { state: 'merged' });
  published.say(lead, '/reopen it is back');
  published.say(lead, '/resolve --force again');
  const gates: Policy['gates'] = { closed: { needs: [], roles: ['scribe'], owed: [], strict: true } };
  const over = resolvedModel('P0', { ...policy, gates });
  answerPostmortem(over);
  seePostmortem(over, { state: 'merged' });
  over.say(lead, '/role scribe @responder');
  return [model, refused, published, over];
}
