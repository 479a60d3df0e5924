// Which paths a name in the policy means.
import { expect, test } from 'vitest';
import { namedAmong } from '../../../src/core/mitigation/named-paths.ts';

test.each([
  ['migrations', 'db/migrations/0007.js', true],
  ['migrations', 'src/migrations-help.md', false],
  ['migrations/', 'migrations/0007.js', true],
  ['*.sql', 'a/b/0007_orders.SQL', true],
  ['*.sql', 'sql/readme.md', false],
  ['schema.*', 'db/schema.rb', true],
  ['/config', 'config/limits.yml', true],
  ['/config', 'src/config/limits.yml', false],
  ['infra/prod', 'infra/prod/main.tf', true],
  ['infra/prod', 'infra/production/main.tf', false],
  ['infra/*/db', 'infra/prod/db/main.tf', true],
  ['a*b*c', 'aXbYbZc', true],
  ['a*b*c', 'aXc', false],
  ['ab*ba', 'aba', false],
  ['*', 'anything/at/all', true],
])('%s in %s: %s', (pattern, path, is) => {
  expect(namedAmong([path], [pattern])).toEqual(is ? [path] : []);
});
