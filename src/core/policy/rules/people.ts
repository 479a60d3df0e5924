// A rule about people: a page mentions ten, so more for a role would not be mentioned.
import { MOST_MENTIONS } from '../find.ts';
import type { Rule } from './rule.ts';

export const peopleAreFew: Rule = {
  code: 'too-many-people',
  says: `A role has at most ${MOST_MENTIONS} people, which is how many a page mentions.`,
  check: ({ people }) =>
    Object.entries(people).flatMap(([role, handles]) => {
      if (handles.length <= MOST_MENTIONS) return [];
      const message = `\`people.${role}\` has ${handles.length} people, and a page mentions at most ${MOST_MENTIONS}. Write a team (\`@organisation/team\`) instead.`;
      return [{ at: [['people', role]], message }];
    }),
};
