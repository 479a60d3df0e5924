// Every name that a template uses is in the data that the core gives it: a misspelt `{{#if}}` would otherwise be silence.
import Handlebars from 'handlebars';
import { describe, expect, test } from 'vitest';
import { movedInTable, owedAmended } from '../../src/core/decide/amended.ts';
import { drillMessage } from '../../src/core/drill/opened.ts';
import { drillScore } from '../../src/core/messages/drill-score.ts';
import { followUpMessage } from '../../src/core/messages/follow-up.ts';
import { readinessInWords } from '../../src/core/messages/readiness.ts';
import { fields, runbookMessage } from '../../src/core/messages/runbook-message.ts';
import { shareMessage } from '../../src/core/messages/share.ts';
import { isForCustomers, type Shape, variablesOf } from '../../src/core/messages/variables.ts';
import { type Message, type MessageValue, templates } from '../../src/core/messages.ts';
import { quietPast } from '../../src/core/mitigation/recent-past.ts';
import type { MessageKind } from '../../src/core/policy/written/telling.ts';
import { notTold } from '../../src/core/readiness/finding.ts';
import type { TriggerOf } from '../../src/core/trigger.ts';
import { checkTemplate } from '../../src/shell/render/team/check.ts';
import { deployment } from '../core/mitigation/deployments.ts';
import * as build from '../support/builders.ts';
import { hotfixing } from '../support/hotfixing.ts';
import { Model } from '../support/model.ts';
import { postmortems } from '../support/postmortem-model.ts';
import { afterDeployment } from '../support/rolling.ts';

/** A runbook that has everything that the card shows and all that is said in the issue, but no initial alert: a plain page goes out. */
const policy = build.policyOf(`${build.mapped}
runbook: { title: Ours, owner: DevOps, created: 2026-01-01, principle: Calm, red_flags: [{ thought: One more minute, action: Escalate }] }
roles: [{ id: commander, title: Commander, duties: [Lead], handoff: [Brief] }]
phases: [{ id: assess, title: Assess, status: investigating, over_when: closed, to: 5m, goal: Blast radius }]
contacts: [{ id: database, title: Database, primary: phone }]
references: [{ id: deploy, title: Deploy, at: docs/deploy.md }]
quick_reference: [{ id: health, action: Health, command: make health }]
messages: { user: sev, initial: null, internal: null, update: github, resolution: github, all_clear: github }
rollback: { recommend_when: [{ id: recent, says: A recent deploy, deploy_within: 2h }] }
order: { announce_resolved: before-monitoring }
gates: { monitoring: { needs: [status-page] }, resolved: { needs: [status-page], strict: true } }
on_call: [{ id: database, people: ["@lead"], pagerduty: PABC123, pagerduty_users: { ops@example.com: lead } }]
`);

/** What is said of a marked fix whose issue is closed while its marker is there. */
function ofMarkers(): readonly Message[] {
  const marker = { path: 'src/pay.ts', text: 'INCIDENT FIX: x' };
  const fix = {
    id: 'fix-1',
    what: 'x',
    due: null,
    done: null,
    issue: { number: 9, url: 'https://github.example/9' },
    marker,
  };
  const record = { ...build.anIncident({}, build.acknowledged), temporaryFixes: [fix] };
  const actor = build.people.responder;
  const trigger = {
    kind: 'follow-up-moved',
    issue: build.issue,
    installationId: 1,
    at: build.T0,
    actor,
    via: 'webhook',
    number: 9,
    state: 'closed',
  } as const;
  const facts = build.facts({ files: { 'src/pay.ts': { text: '// INCIDENT FIX: x' } } });
  const { effects } = build.brain.decide(build.situation(trigger, { record, facts }));
  return effects.flatMap((effect) => (effect.kind === 'move-issue' ? effect.message : []));
}

/** What is said in the issue of an action item that somebody changes. */
function ofAmended(): readonly Message[] {
  const item = {
    id: 'action-1',
    what: 'x',
    due: null,
    done: null,
    issue: { number: 9, url: 'https://github.example/9' },
  };
  const before = { ...build.anIncident({}, build.acknowledged), followUps: [item] };
  const after = {
    ...before,
    followUps: [{ ...item, what: 'y', due: build.minute(60), owner: build.people.lead, type: 'detect' as const }],
  };
  const situation = build.situation(build.commented('/action #9'), { record: before });
  const changed = [true, false].flatMap((table) => owedAmended(before, after, situation, { name: 'comment-1', table }));
  const moved = (['open', 'closed'] as const).map((state) =>
    movedInTable(item, state, { incident: after, situation }, 'push-1'),
  );
  return [...changed, ...moved].flatMap((effect) => ('message' in effect ? effect.message : []));
}

/** What `/readiness` is answered with. */
function lacking(): readonly Message[] {
  const readiness = readinessInWords([notTold('whether it is so', 'GitHub does not say')], 2);
  return [{ template: 'reply', mentions: [], data: { parts: [{ readiness }] } }];
}

/** The messages of one incident that meets everything there is to say, and those inside them. */
function messagesOf(template: Message['template']): readonly Message[] {
  if (template === 'marker') return ofMarkers();
  if (template === 'amended') return ofAmended();
  if (template === 'drill') return [drillMessage(build.T0, 'responder', 7)];
  if (template === 'drill-score') return [drillScore(build.anIncident({ level: 'P0' }, build.acknowledged), policy)];
  if (template === 'share') return [shareMessage(leavingOpen(), policy, { url: 'https://github.example/doc', title: 'x' })];
  if (template.includes('.')) return [{ template, mentions: [], data: fields(build.anIncident(), policy, 'github', build.T0) }];
  const model = new Model({ body: build.formBody({}) }, policy);
  model.connected = ['webhook'];
  model.past = { ...quietPast, deployments: [deployment('b', 238), deployment('a', 100)], unread: ['releases'] };
  model.open(build.people.visitor);
  const many = [...Array(10).fill('/akc'), ...Array(12).fill('/severity P9')].join('\n');
  for (const body of [many, '/ack', '/severity P9', '/role comms @lead', '/update x eta=1h impact=y', '/update x --public', '/ack --dry-run', '/handoff @commander', '/timebox 15m look', '/hypothesis x', '/check 77', '/evidence for y', '/evidence against z', '/help\n/help ack', '/policy'])
    model.say(build.people.responder, body);
  model.until(build.minute(20));
  model.close(build.people.responder);
  model.say(build.people.responder, '/resolve');
  model.say(build.people.responder, '/status mitigating');
  model.say(build.people.responder, '/status monitoring');
  model.say(build.people.lead, '/resolve --force it works');
  const asked = [new Model({}, policy), new Model()];
  for (const other of asked) {
    other.open();
    other.refusePage();
    other.until(build.minute(20));
    other.say(build.people.responder, '/oncall');
    other.say(build.people.responder, '/snooze 10m they called back');
    other.say(build.people.responder, '/page database the primary does not come back');
  }
  const asleep = new Model({ title: '[INCIDENT P1] Slow', labelled: ['incident', 'P1'] }, { ...policy, quietHours: { from: '00:00', to: '23:00' } });
  asleep.live = { ...asleep.live, labels: [...asleep.live.labels, { id: 'L_db', name: 'database' }] };
  asleep.earlier = [leavingOpen()];
  asleep.open();
  const rolled = [...rollingBack(), ...verifying(), running(), gathering(), freezing(), ...hotfixing(policy), ...postmortems(policy)];
  const told = model.decisions.flatMap(({ tellings = [] }) => tellings.map(({ message }) => message));
  return [model, ...asked, asleep, ...rolled]
    .flatMap(({ decisions }) => decisions)
    .flatMap((decision) => decision.effects)
    .flatMap((effect) => ('message' in effect ? withEmbedded(effect.message) : []))
    .concat(told, removing(), lacking())
    .filter((message) => message.template === template);
} // biome-ignore format: a list

/** An earlier incident of the same database, with more to be done than a card shows. */
function leavingOpen() {
  const item = { what: 'x', due: build.T0, done: null, issue: { number: 9, url: 'https://github.example/9' } };
  const followUps = Array.from({ length: 9 }, (_, place) => ({ ...item, id: `action-${place}` }));
  return { ...build.anIncident(), issue: { ...build.issue, number: 3 }, tags: ['database'], followUps };
}

/** The issue of a temporary fix that is marked in the code. */
function removing(): readonly Message[] {
  const item = { id: 'x', what: 'the cache is off', due: null, done: null, marker: { path: 'a.ts', text: 'INCIDENT FIX' } };
  return [followUpMessage(build.anIncident(), { list: 'temporaryFixes', id: 'x' }, item, policy)];
} // biome-ignore format: one thought a line

/** A freeze that holds something and is lifted, with everything that can be said of it. */
function freezing(): Model {
  const model = new Model({}, policy);
  model.open();
  const { issue, installationId } = build.tick(model.now);
  const found = (news: TriggerOf<'freeze-news'>['news']) => model.send({ kind: 'freeze-news', issue, installationId, at: model.now, actor: null, via: 'clock', news });
  model.say(build.people.responder, '/freeze the schema is repaired for=2h');
  found({ is: 'held', held: { pulls: 12, shown: [1, 2] }, problem: null });
  for (let run = 1; run <= 11; run += 1) found({ is: 'refused', deployment: { environment: 'production', run, url: 'https://github.example/runs/1' } });
  model.say(build.people.responder, '/unfreeze it is repaired');
  found({ is: 'released', released: { pulls: 0, shown: [] }, on: null });
  return model;
} // biome-ignore format: a list

/** Rollbacks that are planned and begun, and end in each way. */
function rollingBack(): readonly Model[] {
  return (['success', 'failure', 'refused', 'unanswered'] as const).map((how) => {
    const model = afterDeployment('P0', policy);
    model.comparison = {
      lost: Array.from({ length: 7 }, () => ({ sha: 'a'.repeat(40), title: 'A change' })),
      count: 7,
      files: ['migrations/1.sql'],
    };
    model.say(build.people.responder, '/rollback --dry-run');
    model.say(build.people.responder, '/rollback because="checkout fails"');
    model.say(build.people.responder, `/confirm ${model.record?.plan?.code}`);
    if (how === 'refused' || how === 'unanswered') model.answerStart({ how, run: null, why: '404 Not Found' });
    else {
      model.answerStart();
      model.say(build.people.responder, '/cancel');
      model.run = { id: 77, url: 'https://github.example/runs/77', status: 'ended', conclusion: how, step: 'Pause' };
      model.until(build.minute(2));
    }
    model.until(build.minute(3));
    model.liveVersion = { id: 'D_9', sha: 'e'.repeat(40), at: build.minute(3) };
    model.until(build.minute(6));
    return model;
  });
}

/** Verifications by hand and after a rollback, that end in each way. */
function verifying(): readonly Model[] {
  const passes = (passed: boolean) => [{ name: 'Health', passed }];
  return (['success', 'failure', 'refused', 'unanswered'] as const).map((how) => {
    const model = afterDeployment('P0', {
      ...policy,
      verification: { by: 'workflow', workflow: 'verify.yml', afterRollback: true },
    });
    model.say(build.people.responder, '/rollback');
    model.answerStart();
    const run = { id: 77, url: 'https://github.example/runs/77', status: 'ended', step: null } as const;
    model.run = { ...run, conclusion: 'success' };
    model.until(build.minute(1));
    if (how === 'refused' || how === 'unanswered') model.answerStart({ how, run: null, why: '404 Not Found' });
    else model.answerStart();
    model.look = how === 'unanswered' ? null : { ...run, conclusion: how, parts: passes(how === 'success') };
    model.until(build.minute(4));
    model.say(build.people.responder, '/status monitoring');
    model.say(build.people.responder, '/verify');
    model.answerStart();
    model.look = { ...run, conclusion: 'failure', step: 'Health', parts: passes(false) };
    model.until(build.minute(6));
    return model;
  });
}

/** Actions that are listed, planned, begun and done by hand. */
function running(): Model {
  const model = new Model({}, build.policyOf(`${build.mapped}
mitigations:
  - { id: restart, title: Restart, when: It hangs, workflow: r.yml, inputs: [{ id: pool, pattern: "[a-z]+" }] }
  - { id: halt, title: Halt, when: Data is corrupt, steps: [Stop writing] }
`));
  model.open();
  for (const said of ['', ' restart pool=web', ' restart pool=web --dry-run', ' halt']) model.say(build.people.responder, `/run${said}`);
  model.say(build.people.responder, `/confirm ${model.record?.plan?.code}`);
  model.answerStart();
  model.run = { id: 77, url: 'https://github.example/runs/77', status: 'ended', conclusion: 'success', step: null };
  model.until(build.minute(2));
  return model;
} // biome-ignore format: one thought a line

/** An incident of which evidence is gathered. */
function gathering(): Model {
  const model = new Model({}, { ...policy, evidence: { ...policy.evidence, collect: true, workflow: 'evidence.yml' } });
  const one = {
    name: 'CI',
    text: 'A change',
    by: 'lead',
    state: 'failure',
    at: build.T0,
    url: 'https://github.example',
  };
  model.evidence = { commits: [one], releases: [], deployments: null, runs: [one] };
  model.open();
  model.until(build.minute(1));
  model.answerStart();
  const probes = policy.evidence.probes.map(({ id }, index) => ({ id, ok: index > 0, lines: ['output'] }));
  model.look = {
    id: 77,
    url: 'https://github.example/runs/77',
    status: 'ended',
    conclusion: 'success',
    step: null,
    probes,
  };
  model.until(build.minute(3));
  model.say(build.people.commander, '/ack');
  return model;
}

function withEmbedded(message: Message): readonly Message[] {
  return [message, ...embeddedIn(message.data)];
}

function embeddedIn(value: MessageValue): readonly Message[] {
  if (value === null || typeof value !== 'object' || 'trusted' in value) return [];
  if (Array.isArray(value)) return value.flatMap((one: MessageValue) => embeddedIn(one));
  return isEmbedded(value) ? withEmbedded(value.embedded) : Object.values(value).flatMap((one) => embeddedIn(one));
}

function isEmbedded(value: object): value is { readonly embedded: Message } {
  return 'embedded' in value;
}

/** Every path of a template, as written, and those of lists with their list before them. */
function pathsOf(text: string): readonly string[] {
  const found = new Set<string>();
  const walk = (node: hbs.AST.Node, inside: string): void => {
    const { type } = node;
    if (type === 'PathExpression') {
      const { original, parts, depth } = node as hbs.AST.PathExpression;
      if (parts.length > 0 && depth === 0 && !['if', 'unless', 'each', 'with'].includes(original)) found.add(inside + parts.join('.'));
    }
    if (type === 'BlockStatement') {
      const block = node as hbs.AST.BlockStatement;
      for (const param of block.params) walk(param, inside);
      const list = (block.path as hbs.AST.PathExpression).original === 'each' ? (block.params[0] as hbs.AST.PathExpression) : null;
      const within = list === null ? inside : `${inside}${list.parts.join('.')}[].`;
      for (const part of block.program.body) walk(part, within);
      for (const part of block.inverse?.body ?? []) walk(part, inside);
      return;
    }
    if (type === 'MustacheStatement') walk((node as hbs.AST.MustacheStatement).path, inside);
  };
  for (const node of Handlebars.parse(text).body) walk(node, '');
  return [...found];
} // biome-ignore format: one thought a line

/** Every path there is in data, lists by what is in them. */
function pathsIn(value: MessageValue, at = ''): readonly string[] {
  if (value === null || typeof value !== 'object' || 'trusted' in value || isEmbedded(value))
    return at === '' ? [] : [at];
  if (Array.isArray(value)) return [at, ...value.flatMap((one: MessageValue) => pathsIn(one, `${at}[]`))];
  return [
    ...(at === '' ? [] : [at]),
    ...Object.entries(value).flatMap(([name, inner]) => pathsIn(inner, at === '' ? name : `${at}.${name}`)),
  ];
}

describe('names in templates', () => {
  test.each(templates)('%s uses only what it is given', (template) => {
    const given = new Set(messagesOf(template).flatMap((message) => pathsIn(message.data)));
    // Inside a list the outer names are reached as well; the card uses `over` so.
    const known = (path: string): boolean => given.has(path) || given.has(path.split('[].').at(-1) ?? path);
    const unknown = pathsOf(build.shipped.messages[template] ?? '').filter((path) => !known(path));
    expect(unknown).toEqual([]);
  });
});

describe('names that a team’s own template may use', () => {
  /** The data as the code passes it, of an incident of which nothing is known. */
  function dataOf(template: Message['template']): Message['data'] {
    const [kind = '', wording = ''] = template.split('.');
    if (template === 'page' || template === 'handoff') return messagesOf(template === 'page' ? 'page' : 'handoff.sev')[0]?.data ?? {};
    const chosen = { ...policy, messages: { [kind.replace('-', '_')]: wording } };
    return runbookMessage(kind.replace('-', '_') as MessageKind, build.anIncident(), chosen, build.T0)?.data ?? {};
  } // biome-ignore format: one thought a line

  function shapeOf(value: MessageValue | undefined): Shape | 'nothing' {
    if (value === undefined) return 'nothing';
    if (!Array.isArray(value)) return 'text';
    const [first]: readonly MessageValue[] = value;
    return typeof first === 'object' && first !== null && 'number' in first ? 'steps' : 'lines';
  }

  test.each(templates.filter((name) => variablesOf(name) !== null))('%s: exactly those it is given', (template) => {
    const data = dataOf(template);
    const given = Object.fromEntries(Object.keys(data).map((name) => [name, shapeOf(data[name])]));
    expect(given).toEqual(variablesOf(template));
  });

  test.each(templates.filter((name) => variablesOf(name) !== null))('the shipped %s would be taken', (template) => {
    expect(checkTemplate(`${template}.md.hbs`, build.shipped.messages[template] ?? '').problems).toEqual([]);
  });

  test('of what an update says customers are given nothing that is not marked for them', () => {
    const said = { kind: 'updated', text: 'secret text', eta: 'secret eta', impact: 'secret impact', next: 'secret next' } as const;
    const incident = build.after(build.anIncident(), build.minute(3), { ...said, text: 'all is well', eta: null, impact: null, next: null, public: true }, said, { kind: 'noted', text: 'secret note' });
    for (const template of templates.filter(isForCustomers)) {
      const [kind = '', wording = ''] = template.split('.');
      const message = runbookMessage(kind as MessageKind, incident, { ...policy, messages: { [kind]: wording } }, build.minute(4));
      expect(JSON.stringify(message)).toContain('all is well');
      expect(JSON.stringify(message)).not.toContain('secret');
    }
  }); // biome-ignore format: one thought a line
});
