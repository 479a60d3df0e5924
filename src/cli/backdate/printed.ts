/** The plan and what came of it, for people and as JSON. */
import type { Planned } from '../../core/backdate/plan.ts';
import type { Incident } from '../../core/incident/record.ts';
import { minuteInUtc } from '../../core/time.ts';
import type { Written } from '../../shell/backdate/write-past.ts';
import type { Paint } from '../paint.ts';
import { printable } from '../policy/file.ts';

/** One issue as JSON has it. `times`: what nobody knows is null. */
export function asJson(planned: Planned, written: ReadonlyMap<number, Written>) {
  if (planned.kind === 'there') return { number: planned.number, title: planned.title, plan: 'there' };
  if (planned.kind === 'refused') {
    const { number, title, refusal } = planned;
    return { number, title, plan: 'refused', ...refusal };
  }
  const { record, past, change, kind } = planned;
  const done = written.get(record.issue.number);
  return {
    number: record.issue.number,
    title: past.live.title,
    plan: kind,
    level: record.level,
    status: record.status,
    commander: record.roles['commander']?.login ?? null,
    times: timesOf(record),
    labels: { add: change.add, remove: change.remove },
    newTitle: change.title,
    written: done === undefined ? null : done.failed === null,
    ...(done?.failed == null ? {} : { failed: done.failed }),
  };
}

function timesOf({ milestones }: Incident) {
  const { started, declared, resolved, closed } = milestones;
  return { started, declared, resolved, closed };
}

/** What is done with one issue, a few lines. */
export function inWords(planned: Planned, paint: Paint): readonly string[] {
  if (planned.kind === 'there') return [`#${planned.number} ${printable(planned.title)}: is a record already`];
  if (planned.kind === 'refused') {
    const { number, title, refusal } = planned;
    return [
      paint.bad(`#${number} ${printable(title)}: left as it is (${refusal.code})`),
      `  ${printable(refusal.what)}`,
      `  fix: ${printable(refusal.fix)}`,
    ];
  }
  const { record, past, change } = planned;
  const lines = [
    ...(change.title === null ? [] : [`-title: ${printable(past.live.title)}`, `+title: ${printable(change.title)}`]),
    ...change.remove.map((label) => `-label: ${printable(label)}`),
    ...change.add.map((label) => `+label: ${printable(label)}`),
    ...(planned.kind === 'begun' ? [] : ['+card']),
  ];
  return [paint.strong(headOf(record)), ...lines.map((line) => `  ${paint.patch(line)}`)];
}

function headOf({ issue, level, status, milestones, roles }: Incident): string {
  const at = (name: string, time: string | null) => `${name} ${time === null ? 'unknown' : minuteInUtc(time)}`;
  const who = roles['commander'] === undefined ? 'nobody led' : `led by ${roles['commander'].login}`;
  const ended = status === 'investigating' ? [] : [at('resolved', milestones.resolved)];
  return `#${issue.number} ${level} ${status}: ${[at('declared', milestones.declared), ...ended, who].join(', ')}`;
}

/** So many of each, in a sentence. */
export function summaryOf(all: readonly Planned[], mode: 'plan' | 'write', written: readonly Written[]): string {
  const count = (...kinds: readonly Planned['kind'][]) => all.filter(({ kind }) => kinds.includes(kind)).length;
  const failed = written.filter(({ failed: why }) => why !== null).length;
  const rest = `${count('there')} are records already, ${count('refused')} are left as they are`;
  if (mode === 'plan')
    return `${count('take', 'begun')} issues would become records, ${rest}. Nothing was written: --write does it.`;
  return `${written.length - failed} issues are records now, ${rest}${failed === 0 ? '' : `, ${failed} failed`}.`;
}
