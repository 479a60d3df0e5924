// What a bundle carries made is what is made of the shipped files.
import { expect, test } from 'vitest';
import { policyFrom } from '../../../src/core/policy/policy-from.ts';
import { readBuiltIn } from '../../../src/shell/templates/built-in.ts';
import { readShipped } from '../../../src/shell/templates/shipped.ts';

test('as a bundle carries it, as JSON, it is the same', () => {
  const { form, inForce } = readBuiltIn();
  expect(JSON.parse(JSON.stringify({ form, inForce }))).toStrictEqual({ form, inForce });
});

test('it is the policy of every repository without a file, whatever was good before', () => {
  const { policies } = readShipped();
  const none = { source: '.github/firebreak.yml', version: 'main', text: null };
  const before = { source: '.github/firebreak.yml', version: 'abc', text: 'preset: sev\n' };
  for (const lastGood of [null, before])
    expect(policyFrom(policies, none, lastGood)).toStrictEqual(readBuiltIn().inForce);
});
