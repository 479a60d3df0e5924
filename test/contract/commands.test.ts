// One command, one file, one row: the table, the files, the help and the examples agree.
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/core/commands/index.ts';
import { parseComment } from '../../src/core/commands/parse.ts';
import * as build from '../support/builders.ts';

/** Files of the folder that are no commands: the language, and what all commands share. */
const others = ['command', 'index', 'nearest', 'parse', 'scan', 'spec', 'tokenise'];
const folder = new URL('../../src/core/commands/', import.meta.url);
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length));

describe('the table of commands', () => {
  test('has one row per file, named as it is typed', () => {
    expect(commands.map(({ name }) => name).sort()).toEqual(files.filter((file) => !others.includes(file)).sort());
  });

  test.each(files.filter((file) => !others.includes(file)))('%s.ts exports the command of that name', async (file) => {
    const exported: unknown = await import(new URL(`${file}.ts`, folder).href);
    expect(exported).toMatchObject({ [file]: commands.find(({ name }) => name === file) });
  });
});

describe.each(commands.map((command) => ({ name: command.name, command })))('/$name', ({ name, command }) => {
  test('says how it is used, what it does and who may', () => {
    expect(command.usage).toMatch(new RegExp(`^/${name}(\\s|$)`));
    expect(command.summary).toMatch(/^[A-Z].*\.$/);
    expect(command.examples.length).toBeGreaterThan(0);
  });

  test.each(command.examples.map((example) => ({ example })))('its example $example is what it understands', ({ example }) => {
    const lines = parseComment(example, commands);
    expect(lines).toMatchObject([{ name, problem: null }]);
  }); // biome-ignore format: one thought

  test('its arguments and options stand in its usage', () => {
    for (const { name: argument } of command.args) expect(command.usage).toContain(argument);
    for (const { name: option } of command.options) expect(command.usage).toContain(`${option}=`);
    if (command.freeText !== undefined) expect(command.usage).toContain(command.freeText.name);
  });

  test('what it offers as useful is something it understands once filled in', () => {
    const incidents = [build.aReport(), build.anIncident(), build.anIncident({ level: null }), build.anIncident({}, build.acknowledged), build.anIncident({}, build.resolved), build.anIncident({}, build.inStatus('mitigating'))];
    for (const incident of incidents) {
      const offered = command.usefulNow(incident, build.aPolicy(), build.minute(1));
      if (offered !== null) expect(parseComment(offered.replace(/<[^>]*>/g, 'text'), commands)).toMatchObject([{ name, problem: null }]);
    }
  }); // biome-ignore format: one thought a line

  test('a decision never throws, whatever it is given', () => {
    const incidents = [build.aReport(), build.anIncident({ level: 'P9' }), build.anIncident({}, build.resolved, build.closed)];
    for (const incident of incidents)
      for (const args of [[], [''], ['constructor', '__proto__'], ['P0', '@lead'], ['x'.repeat(60_000)]]) {
        const line = { line: 1, name, args, options: {}, flags: [], text: args[0] ?? null, problem: null };
        const input = { line, incident, actor: build.people.responder, now: build.T0, policy: build.aPolicy(), keep: build.situation(build.opened()).keep, offered: null, brokenPolicy: null, people: {}, others: {}, keepsOthers: true, forced: false, isOpenToAll: false, all: commands };
        expect(['done', 'refused']).toContain(command.decide(input).kind);
      }
  }); // biome-ignore format: one thought a line
});
