// E28: a drill says so in its title, and what says so is one.
import { bare, frontRange, textOf, topRange } from '../places.ts';
import type { Found, Rule, Subject } from '../rule.ts';

export const drill: Rule = {
  code: 'E28',
  level: 'E',
  says: 'A document with `drill: true` has `[DRILL]` in its title, and no other has; the record says the same.',
  because:
    'A drill is left out of the list of postmortems by this key, and must be taken for a real incident by nobody.',
  bad: 'drill: true … # Incident Post-Mortem: Checkout fails',
  good: 'drill: true … # [DRILL] Incident Post-Mortem: Checkout fails',
  source: 'incident-anchors B, row 35',
  check,
};

function* check({ document, known }: Subject): Iterable<Found> {
  const said = document.front.values.get('drill')?.value;
  const titles = [document.title?.text ?? '', textOf(document.front.values.get('title')) ?? ''];
  const isMarked = titles.some((title) => /\[DRILL\]/i.test(title));
  if (said !== undefined && typeof said !== 'boolean')
    yield { ...bare(frontRange(document, 'drill')), message: '`drill` is neither true nor false. Write one of them.' };
  else if (said === true && !/\[DRILL\]/i.test(document.title?.text ?? ''))
    yield { ...bare(topRange(document)), message: 'This is a drill. Begin its title with `[DRILL]`.' };
  else if (said !== true && isMarked)
    yield {
      ...bare(frontRange(document, 'drill')),
      message:
        'The title says that this is a drill, the front matter does not: it would be listed. Write `drill: true`.',
    };
  else if (known.incident?.drill !== undefined && known.incident.drill !== (said === true))
    yield { ...bare(frontRange(document, 'drill')), message: AGAINST[known.incident.drill ? 'drill' : 'real'] };
}

const AGAINST = {
  drill: 'The record says that this was a drill. Write `drill: true`, and begin the title with `[DRILL]`.',
  real: 'The record says that this was a real incident. Write `drill: false`, and take `[DRILL]` out of the title.',
} as const;
