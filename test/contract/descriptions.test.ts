import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { extractDescriptions } from '../../scripts/extract-descriptions.ts';

describe('the committed extracts of GitHub’s descriptions', () => {
  const made = extractDescriptions();

  test.each(['rest.json', 'webhooks.json', 'operations.txt'] as const)(
    '%s is what scripts/extract-descriptions.ts makes',
    (name) => {
      const committed = readFileSync(new URL(`../../src/sandbox/descriptions/${name}`, import.meta.url), 'utf8');
      expect(committed === made[name], `run: node scripts/extract-descriptions.ts`).toBe(true);
    },
  );
});
