// Why something that was said had no effect, in the words of the reply that the person would get.
import type { Decision } from '../decision.ts';

/** One text for each command that was refused; empty when all were carried out. */
export function refusalsIn({ effects }: Decision): readonly string[] {
  return effects.flatMap((effect) => {
    if (effect.kind !== 'comment' || effect.urgency !== 'reply') return [];
    const parts = effect.message.data['parts'];
    return Array.isArray(parts) ? parts.flatMap((part) => inWords(fieldOf(part, 'refusal'))) : [];
  });
}

function inWords(refusal: unknown): readonly string[] {
  if (refusal === undefined) return [];
  const command = textOf(fieldOf(refusal, 'command'));
  const said = ['happened', 'expected', 'next'].map((part) => textOf(fieldOf(refusal, part)));
  const open = fieldOf(refusal, 'open');
  const listed = Array.isArray(open) ? open.map(openInWords) : [];
  const what = listed.length === 0 ? [] : [`Open: ${listed.join('; ')}.`];
  return [`${command === '' ? '' : `${command}: `}${[...said, ...what].filter((text) => text !== '').join(' ')}`];
}

function openInWords(open: unknown): string {
  const number = fieldOf(open, 'number');
  return [typeof number === 'number' ? String(number) : '', textOf(fieldOf(open, 'text'))].join(' ').trim();
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

/** Texts of our own are wrapped, what people typed is bare. */
function textOf(value: unknown): string {
  const bare = fieldOf(value, 'trusted') ?? value;
  return typeof bare === 'string' ? bare : '';
}
