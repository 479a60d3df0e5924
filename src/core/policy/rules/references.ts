// Rules about names that stand for something else in the policy: what they name is there.
import { comesLater, mitigations } from '../../checklist/cause.ts';
import { commandNames } from '../command-names.ts';
import { findStatus } from '../find.ts';
import type { Path } from '../path.ts';
import { alternatives, guess, inShort } from '../phrases.ts';
import type { Policy } from '../policy.ts';
import { meantWord } from '../slips.ts';
import type { Rule, Violation } from './rule.ts';

/** A name in the policy, and where. */
type Reference = { readonly path: Path; readonly name: string };

/** What may be named: `what` it is for people, `names` those there are, `also` those that count too. */
type Named = { readonly what: string; readonly names: readonly string[]; readonly also?: readonly string[] };

/** More names than these are not listed. */
const LISTED = 12;

/** For more names than these nothing is guessed: the first problems alone are told, and each guess looks at every name. */
const GUESSED = 50;

function unknown(references: readonly Reference[], { what, names, also = [] }: Named): readonly Violation[] {
  const known = new Set([...names, ...also].map((name) => name.toLowerCase()));
  return references
    .filter(({ name }) => !known.has(name.toLowerCase()))
    .map(({ path, name }, index) => {
      const near = index < GUESSED ? guess(meantWord(name, names)) : '';
      const some = names.length === 0 ? 'there is none' : `expected ${alternatives(names, 'or')}`;
      const listed = names.length <= LISTED ? `; ${some}` : '';
      const message = `\`${path.join('.')}\` names \`${inShort(name)}\`, and there is no such ${what}${near === '' ? `${listed}.` : near} Correct it or remove it.`;
      return { at: [path], message };
    });
}

function each(names: readonly string[], ...at: Path): readonly Reference[] {
  return names.map((name, index) => ({ name, path: [...at, index] }));
}

export const levelsAreThere: Rule = {
  code: 'unknown-level',
  says: 'Levels that `authority.rules`, `channels`, `checklist`, `phases` and `intake.severity_helper` name are levels of the policy.',
  needsAll: true,
  check: ({ authority, channels, checklist, phases, intake, levels }, also) =>
    unknown(
      [
        ...channels.flatMap((channel) => each(channel.levels, 'channels', channel.id, 'levels')),
        ...phases.flatMap((phase) => each(phase.levels, 'phases', phase.id, 'levels')),
        ...checklist.flatMap((item) => each(item.levels, 'checklist', item.id, 'levels')),
        ...authority.rules.flatMap((rule, index) => each(rule.levels, 'authority', 'rules', index, 'levels')),
        ...intake.severityHelper.map(({ level }, index) => ({
          name: level,
          path: ['intake', 'severity_helper', index, 'level'],
        })),
      ],
      { what: 'level', names: levels.map(({ name }) => name), also: also('levels') },
    ),
};

export const statusesAreThere: Rule = {
  code: 'unknown-status',
  says: 'Statuses that `authority.rules` name are canonical ones or aliases.',
  needsAll: true,
  check: (policy) => {
    const named = policy.authority.rules.flatMap((rule, index) =>
      each(rule.statuses, 'authority', 'rules', index, 'statuses'),
    );
    const names = ['reported', 'investigating', 'identified', 'mitigating', 'monitoring', 'resolved', 'closed'];
    return unknown(
      named.filter(({ name }) => findStatus(policy, name) === null),
      { what: 'status', names },
    );
  },
};

export const commandsAreThere: Rule = {
  code: 'unknown-command',
  says: 'Commands that `authority.rules` name are commands, or `run` with an action of `mitigations`.',
  check: ({ authority, mitigations: actions }) =>
    unknown(
      authority.rules.flatMap((rule, index) => each(rule.commands, 'authority', 'rules', index, 'commands')),
      { what: 'command', names: commandNames, also: actions.map(({ id }) => `run ${id}`) },
    ),
};

export const itemsAreThere: Rule = {
  code: 'unknown-item',
  says: 'What a gate needs are items of the checklist.',
  needsAll: true,
  check: ({ gates, checklist }, also) =>
    unknown(
      Object.entries(gates).flatMap(([gate, { needs }]) => each(needs, 'gates', gate, 'needs')),
      { what: 'item of the checklist', names: checklist.map(({ id }) => id), also: also('checklist') },
    ),
};

export const mitigationIsNotHeld: Rule = {
  code: 'mitigation-held',
  says: 'The gates before `mitigating` and `monitoring` need nothing about the cause and nothing that only mitigation brings: it never waits for them.',
  check: ({ gates, checklist }) =>
    mitigations.flatMap((gate) =>
      (gates[gate]?.needs ?? []).flatMap((name, index) => {
        const item = checklist.find(({ id }) => id === name);
        if (item === undefined || !comesLater(gate, item)) return [];
        const message = `\`gates.${gate}.needs\` names \`${inShort(name)}\`, which is about the cause or comes only with the fix, and mitigation never waits for that. Remove it, or name it before \`resolved\`.`;
        return [{ at: [['gates', gate, 'needs', index]], message }];
      }),
    ),
};

export const familiesAreThere: Rule = {
  code: 'unknown-family',
  says: 'Families that references, mitigations and rollback rules name are among `cause_families`.',
  needsAll: true,
  check: (policy, also) =>
    unknown(familiesIn(policy), {
      what: 'family of causes',
      names: policy.causeFamilies.map(({ id }) => id),
      also: also('cause_families'),
    }),
};

function familiesIn({ references, mitigations, rollback }: Policy): readonly Reference[] {
  return [
    ...references.flatMap(({ id, families }) => each(families, 'references', id, 'families')),
    ...mitigations.flatMap(({ id, families }) => each(families, 'mitigations', id, 'families')),
    ...rollback.recommendWhen.flatMap(({ id, families = [] }) =>
      each(families, 'rollback', 'recommend_when', id, 'families'),
    ),
  ];
}
