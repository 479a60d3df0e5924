/** What is going on, told to somebody at a terminal who waits. */

/** After so long somebody wonders whether anything happens; milliseconds. */
const PATIENCE = 1000;

/** Where it is told: standard error, so that what is printed stays what was asked for. */
export type Told = { readonly isTTY: boolean; readonly write: (text: string) => unknown };

/** Does some work, and says what is going on once it takes longer than a second; the line is taken away again when the work is done. Nothing where nobody is at a terminal. */
export function progressOn(told: Told): <T>(what: string, work: () => Promise<T>) => Promise<T> {
  return async (what, work) => {
    if (!told.isTTY) return work();
    let isShown = false;
    const timer = setTimeout(() => {
      isShown = true;
      told.write(`${what} …`);
    }, PATIENCE);
    try {
      return await work();
    } finally {
      clearTimeout(timer);
      if (isShown) told.write(`\r${' '.repeat(what.length + 2)}\r`);
    }
  };
}
