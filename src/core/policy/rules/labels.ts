// Rules about what is shown on the issue: labels and titles tell levels and statuses apart.
import { statuses } from '../../incident/record.ts';
import type { Level, Policy } from '../policy.ts';
import { levelLabel, statusLabel } from '../shown-as.ts';
import type { Rule, Violation } from './rule.ts';

/** GitHub refuses longer labels. https://docs.github.com/en/rest/issues/labels */
export const LONGEST_LABEL = 50;

/** The intake and the comparison with GitHub know an incident by this label; another name would lose incidents without a word. */
export const incidentLabelIsKnown: Rule = {
  code: 'incident-label',
  says: 'The label of an incident is `incident`; another one is not possible so far.',
  check: ({ labels }) =>
    labels.incident === 'incident'
      ? []
      : [
          {
            at: [['labels', 'incident']],
            message: `\`labels.incident\` is \`${labels.incident}\`; only \`incident\` is possible so far. Remove the key.`,
          },
        ],
};

export const labelsDiffer: Rule = {
  code: 'label-taken',
  says: 'No level has the label of an incident or of a status, with the prefix or without.',
  check: (policy) =>
    policy.levels.flatMap((level) => [...incidentsLabel(policy, level), ...statusesLabel(policy, level)]),
};

/** Levels are known by their name with the prefix and without. */
function labelsOf(policy: Policy, { name }: Level): readonly string[] {
  return [name.toLowerCase(), levelLabel(policy, name).toLowerCase()];
}

function incidentsLabel(policy: Policy, level: Level): readonly Violation[] {
  const { incident } = policy.labels;
  if (!labelsOf(policy, level).includes(incident.toLowerCase())) return [];
  const message = `level ${level.name} has the name of the incident label \`${incident}\`, so nobody could tell which is meant. Correct its name.`;
  return [{ at: [['levels', level.name, 'name'], ['labels', 'severity_prefix'], ['labels']], message }];
}

function statusesLabel(policy: Policy, level: Level): readonly Violation[] {
  const taken = statuses.map((status) => statusLabel(policy, status));
  const same = taken.find((label) => labelsOf(policy, level).includes(label.toLowerCase()));
  if (same === undefined) return [];
  const message = `level ${level.name} has the label \`${same}\`, which a status has. Correct its name or one of the prefixes of \`labels\`.`;
  return [
    {
      at: [['levels', level.name, 'name'], ['labels', 'severity_prefix'], ['labels', 'status_prefix'], ['labels']],
      message,
    },
  ];
}

export const labelsFit: Rule = {
  code: 'label-too-long',
  says: `A label with its prefix has at most ${LONGEST_LABEL} characters, which is GitHub’s limit.`,
  check: (policy) => [
    ...policy.levels.flatMap(({ name }) => tooLong(levelLabel(policy, name), ['labels', 'severity_prefix'])),
    ...statuses.flatMap((status) => tooLong(statusLabel(policy, status), ['labels', 'status_prefix'])).slice(0, 1),
  ],
};

function tooLong(label: string, at: readonly string[]): readonly Violation[] {
  if (label.length <= LONGEST_LABEL) return [];
  const message = `the label \`${label}\` has ${label.length} characters; GitHub takes at most ${LONGEST_LABEL}. Shorten the prefix.`;
  return [{ at: [at], message }];
}

export const titlesTellLevels: Rule = {
  code: 'title-ambiguous',
  says: 'The title of an incident tells its level: no level’s title begins like another’s.',
  check: ({ levels, titles }) => {
    const heads = levels.map(({ name }) => ({ name, head: headOf(titles.format, name) }));
    return heads.flatMap(({ name, head }, index) => {
      const other = heads.slice(index + 1).find((next) => next.head.startsWith(head) || head.startsWith(next.head));
      if (other === undefined) return [];
      const message = `titles of ${name} and ${other.name} begin alike by the format \`${titles.format}\`, so the level could not be read from them. Write something behind {level} that no level’s name has.`;
      return [
        {
          at: [
            ['titles', 'format'],
            ['levels', other.name, 'name'],
            ['levels', name, 'name'],
          ],
          message,
        },
      ];
    });
  },
};

/** What a title of that level begins with. */
function headOf(format: string, level: string): string {
  return format.slice(0, format.indexOf('{summary}')).replace('{level}', level).trimStart().toLowerCase();
}
