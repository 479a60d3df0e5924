// What a job prints, as GitHub shows it: a time before each line, and stars where a secret would be.

/** More than anybody reads; what a step prints beyond is left out, and said so. */
const mostCharacters = 1_000_000;

/** The log of one job, step by step. */
export type JobLog = {
  readonly say: (line: string) => void;
  readonly error: (line: string) => void;
  /** What a command printed; its workflow commands are carried out. Throws when there is one that the sandbox does not know. */
  readonly print: (text: string) => void;
  readonly mask: (secret: string) => void;
  /** The lines since the last time. */
  readonly take: () => readonly string[];
};

/** An empty log; `at` is the sandbox's time as ISO 8601. */
export function createLog(at: () => string): JobLog {
  const secrets = new Set<string>();
  let lines: string[] = [];
  const say = (line: string) => {
    const masked = [...secrets].reduce((text, secret) => text.replaceAll(secret, '***'), line);
    lines.push(`${at()} ${masked}`);
  };
  const mask = (secret: string) => {
    for (const line of secret.split(/\r?\n/)) if (line.trim() !== '') secrets.add(line);
  };
  const print = (text: string) => {
    const shown = text.slice(0, mostCharacters);
    const all = shown === '' ? [] : shown.replace(/\r?\n$/, '').split(/\r?\n/);
    for (const line of all) {
      const command = readCommand(line);
      if (command?.name === 'add-mask') mask(command.value);
      else say(command === null ? line : `##[${command.name}]${command.value}`);
    }
    if (text.length > mostCharacters)
      say(`##[warning]The sandbox leaves out ${text.length - mostCharacters} characters.`);
    const unknown = all.map(readCommand).find((command) => command !== null && !knownCommands.includes(command.name));
    if (unknown) throw new Error(`The sandbox does not support the workflow command \`${unknown.name}\`.`);
  };
  const take = () => {
    const taken = lines;
    lines = [];
    return taken;
  };
  return { say, error: (line) => say(`##[error]${line}`), print, mask, take };
}

type Command = { readonly name: string; readonly value: string };

/** `::error file=a.js::Something is wrong`. */
function readCommand(line: string): Command | null {
  const [, name, value = ''] = /^::([a-z-]+)(?: .*?)?::(.*)$/.exec(line) ?? [];
  return name === undefined ? null : { name, value: unescaped(value) };
}

const shownCommands = ['error', 'warning', 'notice', 'debug', 'group', 'endgroup'];
const knownCommands = [...shownCommands, 'add-mask'];

function unescaped(value: string): string {
  return value.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}
