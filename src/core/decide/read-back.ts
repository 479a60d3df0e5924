// Which comments are read back as people see them: a mention that GitHub does not link tells nobody.
import type { EffectOf } from '../effects.ts';

/** Pages, and what the clock reminds people of: whoever does not hear of either is not there, and others are told. */
export function isReadBack({ key, urgency }: Pick<EffectOf<'comment'>, 'key' | 'urgency'>): boolean {
  return urgency === 'page' || isReminder({ key, urgency });
}

/** A comment of the clock that pages nobody. */
export function isReminder({ key, urgency }: Pick<EffectOf<'comment'>, 'key' | 'urgency'>): boolean {
  return urgency === 'decoration' && key.startsWith('due/');
}
