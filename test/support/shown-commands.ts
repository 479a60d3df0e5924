// What a page shows to be typed: lines of its shell blocks, and commands within sentences.

/** Lines of blocks that are shell or that name no language. A fence ends only the block that is open. */
export function shellLines(page: string): readonly string[] {
  let open: string | null = null;
  return page.split('\n').flatMap((line) => {
    const fence = /^```(\w*)\s*$/.exec(line)?.[1];
    if (fence === undefined) return open === '' || open === 'sh' ? [line] : [];
    open = open === null ? fence : null;
    return [];
  });
}

/** Every `firebreak …` within a sentence, without its first word. */
export function inlineCommands(page: string): readonly string[] {
  return [...page.matchAll(/`firebreak ([a-z][^`\n]*)`/g)].map(([, command = '']) => command);
}
