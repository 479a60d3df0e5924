// A comment that GitHub took late says which channels stood in for it meanwhile.
import { describe, expect, test } from 'vitest';
import { withAlsoTold } from '../../../src/core/channels/also-told.ts';
import { pageByHand } from '../../../src/core/decide/page-message.ts';
import type { Effect } from '../../../src/core/effects.ts';
import { createRenderer } from '../../../src/shell/render/renderer.ts';
import * as build from '../../support/builders.ts';

const renderer = createRenderer({ signingKey: 'a key of the tests', templates: build.shipped.messages });
const record = build.anIncident();
const page: Effect = {
  kind: 'comment',
  key: 'page/77/0',
  urgency: 'page',
  message: pageByHand(record, ['@lead'], 'needed here', build.T0),
};

function textOf(effect: Effect): string {
  return effect.kind === 'comment' ? renderer.text(effect.message) : '';
}

describe('what stood in for a comment', () => {
  test.each([
    [['Slack'], 'Slack was told of this already'],
    [['Slack', 'PagerDuty'], 'Slack and PagerDuty were told of this already'],
  ])('%j is named', (titles, said) => {
    expect(textOf(withAlsoTold(page, titles))).toContain(`GitHub did not take this for a while: ${said}.`);
  });

  test('nothing did: nothing is said', () => {
    expect(withAlsoTold(page, [])).toBe(page);
    expect(textOf(page)).not.toContain('already');
  });

  test('other effects and other messages are left as they are', () => {
    const reply: Effect = { ...page, message: { template: 'reply', mentions: [], data: { parts: [] } } };
    expect(withAlsoTold(reply, ['Slack'])).toBe(reply);
  });
});
