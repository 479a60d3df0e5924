// When a postmortem is begun and what follows from what GitHub tells of it; a security incident keeps its details out of it.
import { describe, expect, test } from 'vitest';
import type { EffectOf } from '../../../src/core/effects.ts';
import { printDocument } from '../../../src/core/postmortem/document.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';
import { acknowledgedModel, answerPostmortem, resolvedModel, seePostmortem } from '../../support/postmortem-model.ts';

type Write = EffectOf<'open-postmortem'>;

const writes = (model: Model): readonly Write[] =>
  model.decisions.flatMap(({ effects }) =>
    effects.filter((effect): effect is Write => effect.kind === 'open-postmortem'),
  );
const known = (model: Model) => model.record?.postmortem;
/** How often the timeline says that it is published, and how often the list of all is to be written. */
const publications = (model: Model) => ({
  lines: model.record?.timeline.filter(({ text }) => text === 'The postmortem is published').length,
  lists: model.decisions.flatMap(({ effects }) => effects.filter(({ kind }) => kind === 'write-index')).length,
});
const { responder, lead } = build.people;

describe('the resolution', () => {
  test.each([
    { level: 'P0', preset: 'github', is: 1 },
    { level: 'P2', preset: 'github', is: 1 },
    { level: 'P3', preset: 'github', is: 0 },
    { level: 'P2', preset: 'emergency', is: 1 },
    { level: 'P3', preset: 'emergency', is: 0 },
    { level: 'P3', preset: 'standard', is: 1 },
  ])('at $level under $preset begins $is', ({ level, preset, is }) => {
    const model = resolvedModel(level, build.policyOf(`preset: ${preset}\n`));
    expect(writes(model)).toHaveLength(is);
    if (is === 1)
      expect(writes(model)[0]).toMatchObject({ branch: 'postmortem/incident-7', incident: 7, assign: 'responder' });
  });

  test('after it came back writes the same one anew, and says nothing of it', () => {
    const model = resolvedModel();
    answerPostmortem(model);
    const before = model.said.length;
    model.later('PT1H');
    model.say(lead, '/reopen it is back');
    model.say(lead, '/resolve --force again');
    expect(writes(model).map(({ key }) => key)).toHaveLength(2);
    expect(new Set(writes(model).map(({ key }) => key)).size).toBe(2);
    expect(writes(model)[1]?.paths[0]).toBe('reports/incidents/a.md');
    answerPostmortem(model, { changed: true });
    expect(model.said.slice(before).filter(({ body }) => body.includes('postmortem'))).toEqual([]);
  });

  test('after it came back says of one that is published what is not in it, once, and writes none', () => {
    const model = resolvedModel();
    answerPostmortem(model);
    seePostmortem(model, { state: 'merged' });
    model.later('PT1H');
    model.say(lead, '/reopen it is back');
    model.say(lead, '/resolve --force again');
    model.send(build.tick(model.now));
    expect(writes(model)).toHaveLength(1);
    const said = model.said.filter(({ body }) => body.includes('before the incident came back'));
    expect(said).toHaveLength(1);
    expect(said[0]?.body).toContain('was published with [#12](https://github.test/acme/shop/pull/12)');
    expect(known(model)?.state).toBe('published');
  });

  test('in a comment that asks for it too begins one', () => {
    const model = acknowledgedModel();
    model.say(lead, '/resolve --force rolled back\n\n/postmortem');
    expect(writes(model)).toHaveLength(1);
  });

  test('begins none where it was waived before', () => {
    const model = acknowledgedModel();
    model.say(lead, '/postmortem waive a test');
    model.say(lead, '/resolve --force over');
    expect(writes(model)).toEqual([]);
  });
});

describe('GitHub’s answer', () => {
  test('is on the card, and told to whoever asked, once', () => {
    const model = resolvedModel();
    answerPostmortem(model);
    answerPostmortem(model);
    expect(model.card).toContain('is a draft, 9 questions left');
    model.say(responder, '/postmortem');
    answerPostmortem(model, { changed: false });
    answerPostmortem(model, { changed: false });
    expect(model.said.filter(({ body }) => body.includes('is older than the record'))).toHaveLength(1);
  });

  test('counts one question as one, and tells who finds it closed how it is opened again, also without its branch', () => {
    const model = resolvedModel();
    model.say(responder, '/postmortem');
    answerPostmortem(model, { questions: 1 });
    model.say(responder, '/postmortem');
    answerPostmortem(model, { questions: 1, changed: false });
    model.say(responder, '/postmortem');
    answerPostmortem(model, { state: 'closed' });
    const [opened, again, closed] = model.said.slice(-3).map(({ body }) => body);
    expect(opened).toContain('and 1 question that only people can answer');
    expect(again).toMatch(/Of what nobody has edited in .* nothing is older than the record\..* 1 question is left\./s);
    expect(closed).toContain('where its branch was deleted, *Restore branch* there first');
  });

  test('that it is refused is on the card, and does not undo one that is there', () => {
    const model = resolvedModel();
    answerPostmortem(model, {}, 'Resource not accessible by integration');
    expect(model.card).toContain('has no pull request: Resource not accessible by integration');
    model.say(responder, '/postmortem');
    answerPostmortem(model);
    model.say(responder, '/postmortem');
    answerPostmortem(model, {}, 'Resource not accessible by integration');
    expect(known(model)).toMatchObject({ state: 'open', pull: { number: 12 } });
    expect(model.said.at(-1)?.body).toContain('No pull request for the postmortem');
  });

  test('without drafts has reviewers asked at once, those of the policy and of the file', () => {
    const policy = build.policyOf(`${build.mapped}postmortem: { reviewers: [manager, commander] }\n`);
    const model = resolvedModel('P0', policy);
    answerPostmortem(model, { draft: false, owners: ['@lead'] });
    expect(known(model)?.reviewers).toEqual(['@acme/managers', '@responder', '@lead']);
    expect(known(model)?.drafted).toBe(model.now);
  });

  test('of a report asks nobody', () => {
    const model = resolvedModel('P2', build.policyOf('preset: emergency\n'));
    answerPostmortem(model, { draft: false, owners: ['@lead'] });
    expect(known(model)?.reviewers).toBeUndefined();
  });
});

describe('GitHub’s answer that it was merged meanwhile', () => {
  test('publishes it as the event would have: with the document, the list and a word', () => {
    const model = resolvedModel();
    answerPostmortem(model);
    model.say(responder, '/postmortem');
    answerPostmortem(model, { state: 'merged' });
    expect(known(model)?.published?.url).toBe('https://github.test/acme/shop/blob/HEAD/reports/incidents/a.md');
    expect(publications(model)).toEqual({ lines: 1, lists: 1 });
    expect(model.said.filter(({ body }) => body.includes('is published:'))).toHaveLength(1);
  });

  test('says so where the event came first, and publishes nothing twice', () => {
    const model = resolvedModel();
    answerPostmortem(model);
    model.say(responder, '/postmortem');
    seePostmortem(model, { state: 'merged' });
    const published = known(model)?.published;
    model.later('PT1H');
    answerPostmortem(model, { state: 'merged' });
    expect(known(model)?.published).toEqual(published);
    expect(publications(model)).toEqual({ lines: 1, lists: 1 });
    expect(model.said.at(-1)?.body).toContain('is published already');
  });
});

describe('a look', () => {
  test('finds it ready, merged or closed, whatever events were lost, each told once', () => {
    const model = resolvedModel();
    answerPostmortem(model);
    seePostmortem(model, { text: null });
    expect(known(model)?.questions).toBe(9);
    seePostmortem(model, { text: 'nothing is asked any more' });
    expect(known(model)).toMatchObject({ questions: 0, draft: true, drafted: model.now });
    seePostmortem(model, { state: 'closed' });
    expect(known(model)?.state).toBe('closed');
    seePostmortem(model, { state: 'open' });
    expect(known(model)?.state).toBe('open');
    seePostmortem(model, { state: 'merged' });
    seePostmortem(model, { state: 'merged' });
    expect(known(model)?.published?.url).toBe('https://github.test/acme/shop/blob/HEAD/reports/incidents/a.md');
    expect(model.said.filter(({ body }) => body.includes('is published:'))).toHaveLength(1);
  });

  test('at another pull request of that branch says nothing of ours', () => {
    const model = resolvedModel();
    answerPostmortem(model);
    seePostmortem(model, { number: 99, state: 'merged' });
    expect(known(model)?.state).toBe('open');
  });
});

describe('a security incident that everybody can read', () => {
  test('has a postmortem without its details', () => {
    const model = new Model({ labelled: ['incident', 'P0', 'security'], title: '[INCIDENT P0] Tokens in the log' });
    model.isPublic = true;
    model.open();
    model.say(responder, '/ack');
    model.say(responder, '/cause The token was printed');
    model.say(lead, '/resolve --force rotated');
    const [write] = writes(model);
    const text = write === undefined ? '' : printDocument(write.document, () => 'f'.repeat(64));
    expect(`${write?.title} ${write?.paths.join(' ')} ${text}`).not.toMatch(/tokens? (in|was)|tokens-in|rotated/i);
    expect(write?.paths[0]).toMatch(/-security-incident\.md$/);
  });
});
