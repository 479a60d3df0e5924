// An expected end is an instant: what counts from now is wrong a minute later.
import { expect, test } from 'vitest';
import { absoluteEta } from '../../../src/core/incident/eta.ts';
import { T0 } from '../../support/builders.ts';

test.each([
  { said: '15m', is: '2026-03-01T04:15:00Z' },
  { said: 'in 30 minutes', is: '2026-03-01T04:30:00Z' },
  { said: 'In about 2 hours', is: '2026-03-01T06:00:00Z' },
  { said: '~45 min', is: '2026-03-01T04:45:00Z' },
  { said: '1h 30m', is: '2026-03-01T05:30:00Z' },
  { said: '20-30 minutes', is: '20-30 minutes (said at 04:00 UTC)' },
  { said: 'in a while', is: 'in a while (said at 04:00 UTC)' },
  { said: 'tomorrow', is: 'tomorrow (said at 04:00 UTC)' },
  { said: '14:45 UTC', is: '14:45 UTC' },
  { said: 'Unknown', is: 'Unknown' },
  { said: 'when the backup is in', is: 'when the backup is in (said at 04:00 UTC)' },
  { said: 'after the vendor fixes it', is: 'after the vendor fixes it' },
])('$said', ({ said, is }) => {
  expect(absoluteEta(said, T0)).toBe(is);
});
