// The events file: times and comments however they are written, and every mistake with its line.
import { describe, expect, test } from 'vitest';
import { readEvents } from '../../../src/core/simulation/events.ts';

describe('what is said', () => {
  test.each([
    { name: 'a map', text: 'PT3M: /ack\nPT1H: /resolve', events: ['PT3M /ack @1', 'PT1H /resolve @2'] },
    { name: 'times as people write them', text: '3m: /ack\n1h 30m: /update x\n1 day: /close', events: ['PT3M /ack @1', 'PT90M /update x @2', 'PT24H /close @3'] },
    { name: 'a list', text: '- PT3M: /ack\n- PT3M: /status mitigating', events: ['PT3M /ack @1', 'PT3M /status mitigating @2'] },
    { name: 'several of one time', text: '3m:\n  - /ack\n  - /severity P0', events: ['PT3M /ack @2', 'PT3M /severity P0 @3'] },
    { name: 'in one line', text: '3m: [/ack, /resolve]', events: ['PT3M /ack @1', 'PT3M /resolve @1'] },
    { name: 'a text with a colon and a hash', text: '3m: "/update db: #2 is slow"', events: ['PT3M /update db: #2 is slow @1'] },
    { name: 'several lines', text: '3m: |\n  /ack\n  /status mitigating', events: ['PT3M /ack\n/status mitigating @1'] },
    { name: 'comments and blank lines', text: '# a story\n\n3m: /ack # at once\n', events: ['PT3M /ack @3'] },
    { name: 'nothing', text: '', events: [] },
    { name: 'a comment alone', text: '# nobody says anything\n', events: [] },
    { name: 'Windows line ends', text: '3m: /ack\r\n5m: /resolve\r\n', events: ['PT3M /ack @1', 'PT5M /resolve @2'] },
  ])('$name', ({ text, events }) => {
    const read = readEvents(text);
    expect(read.problems).toEqual([]);
    expect(read.events.map(({ after, text: said, line }) => `${after} ${said} @${line}`)).toEqual(events);
  }); // biome-ignore format: a table
});

describe('what is wrong', () => {
  test.each([
    { name: 'no time', text: '3m: /ack\nsoon: /resolve', line: 2, says: /`soon` is no length of time\. Expected .*`3m: \/ack`/ },
    { name: 'a number', text: '3: /ack', line: 1, says: /`3` is no length of time/ },
    { name: 'no comment', text: '3m:', line: 1, says: /there is no comment/ },
    { name: 'a number for a comment', text: '3m: 5', line: 1, says: /there is no comment/ },
    { name: 'a map for a comment', text: '3m: { say: /ack }', line: 1, says: /there is no comment/ },
    { name: 'an empty list item', text: '3m:\n  - /ack\n  - ""', line: 3, says: /there is no comment/ },
    { name: 'a bare text', text: '/ack', line: 1, says: /this is no event/ },
    { name: 'a list of texts', text: '- /ack', line: 1, says: /this is no event/ },
    { name: 'the same time twice', text: '3m: /ack\n3m: /resolve', line: 2, says: /there twice\. Write its comments as a list/ },
    { name: 'broken YAML', text: '3m: /ack\n4m: [', line: 2, says: /Expected a time and a comment/ },
    { name: 'an alias', text: 'PT1M: &a /ack\nPT2M: *a', line: 2, says: /there is no comment/ },
    { name: 'a tag', text: '3m: !!js/function x', line: 1, says: /Expected a time/ },
    { name: 'too deep', text: `3m: ${'['.repeat(40)}`, line: 1, says: /too large or too deep/ },
    { name: 'too large', text: `3m: ${'x'.repeat(200_000)}`, line: 1, says: /too large or too deep/ },
  ])('$name', ({ text, line, says }) => {
    const { problems } = readEvents(text);
    expect(problems[0]).toEqual({ line, message: expect.stringMatching(says) });
  }); // biome-ignore format: a table

  test('the rest is still said', () => {
    expect(readEvents('soon: /resolve\n3m: /ack').events).toHaveLength(1);
  });
});
