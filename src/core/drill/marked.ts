// Everything that people read of a drill says first that it is one.
import type { Telling } from '../channels/telling.ts';
import type { Effect } from '../effects.ts';
import { DRILL_MARK } from '../incident/drill-title.ts';

/** The effect as a drill has it done: its text begins with the mark, and so does the title of what it opens. */
export function markedAsDrill(effect: Effect): Effect {
  if (!('message' in effect)) return effect;
  const marked = { ...effect, message: { ...effect.message, drill: true as const } };
  return marked.kind === 'open-issue' ? { ...marked, title: `${DRILL_MARK} ${marked.title}` } : marked;
}

/** What a channel is told of it. */
export function toldAsDrill(told: Telling): Telling {
  return { ...told, summary: `${DRILL_MARK} ${told.summary}`, message: { ...told.message, drill: true as const } };
}
