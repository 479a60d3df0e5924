// The score card of a drill, in words.
import { type Scored, scoreOf } from '../drill/score.ts';
import type { Incident } from '../incident/record.ts';
import { type Message, trusted } from '../messages.ts';
import type { Policy } from '../policy/policy.ts';

const names = {
  acknowledged: 'Acknowledged',
  'first-update': 'First update',
  updates: 'Updates kept',
  mitigated: 'Service restored',
  resolved: 'Resolved',
  checklist: 'Checklist',
  escalations: 'Escalations answered',
} as const satisfies Readonly<Record<Scored['of'], string>>;

/** It mentions nobody: whoever took part reads the thread. */
export function drillScore(incident: Incident, policy: Policy): Message {
  const rows = scoreOf(incident, policy);
  const counted = rows.filter(({ ok }) => ok !== null);
  return {
    template: 'drill-score',
    mentions: [],
    data: {
      kept: counted.filter(({ ok }) => ok === true).length,
      of: counted.length,
      level: incident.level,
      rows: rows.map(({ of, ok, was, wanted }) => ({
        name: trusted(names[of]),
        sign: trusted(signOf(ok)),
        was: trusted(was),
        wanted: wanted === null ? null : trusted(wanted),
      })),
    },
  };
}

function signOf(ok: boolean | null): string {
  if (ok === null) return '–';
  return ok ? '✅' : '❌';
}
