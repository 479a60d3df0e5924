import type { ParsedLine } from '../../../src/core/commands/parse.ts';

/** One line of text for each parsed line: what a person would say it means. */
export function say({ line, name, args, options, flags, text, problem }: ParsedLine): string {
  const parts = [
    `${line}:${name}`,
    ...args.map((arg) => `<${arg}>`),
    ...Object.entries(options).map(([key, value]) => `${key}={${value}}`),
    ...flags.map((flag) => `--${flag}`),
    ...(text === null ? [] : [`"${text}"`]),
    ...(problem === null
      ? []
      : [
          `! ${problem.code}@${problem.column}${problem.below === 0 ? '' : `+${problem.below}`} ${problem.suggestion ?? '-'}`,
        ]),
  ];
  return parts.join(' ');
}
