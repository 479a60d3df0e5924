// Checks as a workflow writes them, a line each, or as JSON.
import * as z from 'zod';
import { AskedCheck } from '../../src/core/mitigation/asked-check.ts';

/** More are a mistake, or a load. */
const MOST = 100;

/** What is printed of a check: no name may be a command of the runner's. */
const NAME = /^[\w.-]{1,100}$/;

/** The input `checks`. Throws in words. */
export function checksInJson(text: string): readonly AskedCheck[] {
  if (text === '') return [];
  const { data } = z.array(AskedCheck).safeParse(parsed(text));
  if (data === undefined)
    throw new Error('checks is no JSON of checks. A list of objects with id and kind is expected');
  const odd = data.flatMap(({ id, kind }) => [id, kind]).find((name) => !NAME.test(name));
  if (odd === undefined) return data;
  throw wrong('checks', odd, 'Letters, digits, - and _ are expected in id and kind');
}

/** The input `health`: an address a line. Throws in words. */
export function healthChecks(text: string): readonly AskedCheck[] {
  return linesOf(text).map((line, at) => ({ id: `health-${at + 1}`, kind: 'health', url: address(line, 'health') }));
}

/** The input `smoke`: status, address, and text that must be in the answer. Throws in words. */
export function smokeChecks(text: string): readonly AskedCheck[] {
  return linesOf(text).map((line, at) => {
    const [, status, url = '', contains = ''] = /^(\d{3})\s+(\S+)(?:\s+(.+))?$/.exec(line) ?? [];
    if (status === undefined) throw wrong('smoke', line, 'A status, an address, and text of the answer are expected');
    const check = { id: `smoke-${at + 1}`, kind: 'function', url: address(url, 'smoke'), status: Number(status) };
    return contains === '' ? check : { ...check, contains };
  });
}

/** The input `metrics`: pointer, limit, address. Throws in words. */
export function metricChecks(text: string): readonly AskedCheck[] {
  return linesOf(text).map((line, at) => {
    const [, pointer, sign, limit, url = ''] = /^(\/\S*)\s*([<>])\s*(-?\d+(?:\.\d+)?)\s+(\S+)$/.exec(line) ?? [];
    if (pointer === undefined)
      throw wrong('metrics', line, 'A JSON pointer, < or >, a limit and an address are expected');
    const bound = sign === '<' ? { below: Number(limit) } : { above: Number(limit) };
    return { id: `metric-${at + 1}`, kind: 'metric', url: address(url, 'metrics'), pointer, ...bound };
  });
}

/** The checks, each under a name of its own. Throws in words where there are too many, or two of a name. */
export function together(...all: readonly (readonly AskedCheck[])[]): readonly AskedCheck[] {
  const checks = all.flat();
  if (checks.length > MOST) throw new Error(`There are ${checks.length} checks. ${MOST} at most are expected`);
  const twice = checks.find(({ id }, at) => checks.findIndex((other) => other.id === id) !== at);
  if (twice !== undefined) throw new Error(`Two checks are called ${JSON.stringify(twice.id)}. Give each its own id`);
  return checks;
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function address(text: string, input: string): string {
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return text;
  throw wrong(input, text, 'An address with https is expected');
}

function wrong(input: string, text: string, expected: string): Error {
  return new Error(`${input} has ${JSON.stringify(text.slice(0, 100))}. ${expected}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
