// One line of people's text on the card is only so long; all of it is in the thread.

/** Longest text of one line on the card. */
export const LONGEST_LINE = 300;

/** The beginning of a text, whole characters, with an ellipsis when it is cut. */
export function cut(text: string): string {
  const characters = [...text];
  return characters.length <= LONGEST_LINE ? text : `${characters.slice(0, LONGEST_LINE - 1).join('')}…`;
}
