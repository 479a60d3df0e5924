// What the policy adds to the status card: the phase, whom to reach, what to type, what to read, and one thought to beware of.
import { currentPhases } from '../incident/phase.ts';
import type { Incident } from '../incident/record.ts';
import { isActive, isOver } from '../incident/transitions.ts';
import { linkAddress } from '../markdown/address.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { rowOf } from '../messages/action.ts';
import { type MessageData, type MessageValue, trusted } from '../messages.ts';
import { handlesOf } from '../policy/find.ts';
import { versionInWords } from '../policy/kept.ts';
import type { Contact, Phase, Policy } from '../policy/policy.ts';
import type { Timestamp } from '../time.ts';
import { phaseEnd } from './card-times.ts';

/** Data for the card's template. `web` is the address of the repository, for files that the policy names. */
export function policyOnCard(incident: Incident, policy: Policy, now: Timestamp, web: string): MessageData {
  const over = isOver(incident.status);
  const phases = currentPhases(policy, incident);
  return {
    principle: over ? null : policy.runbook.principle,
    phase: phaseInWords(phases, phaseEnd(incident, policy, now)),
    steps: over ? [] : phases.flatMap(({ steps }) => steps),
    redFlag: redFlag(incident, policy),
    causeMissing: causeMissing(incident, policy),
    unfilled: over ? '' : unfilled(incident, policy),
    contacts: policy.contacts.map((contact) => contactRow(contact, policy)),
    quick: policy.quickReference.map(({ action, command }) => ({
      action,
      command: trusted(codeSpan(command, { max: 200 })),
    })),
    references: policy.references.map(({ title, at, families }) => ({
      title,
      link: linkTo(at, web),
      families: families.map((id) => policy.causeFamilies.find((family) => family.id === id)?.title ?? id).join(', '),
    })),
    access: policy.access.map(({ title, at, gives }) => ({ title, link: linkTo(at, web), gives: gives.join(', ') })),
    ...strategies(incident, policy),
    runbook: runbook(policy),
    policyVersion: incident.policy === null ? null : trusted(codeSpan(versionInWords(incident.policy), { max: 200 })),
  };
}

/** What can be done, and when: open with what is typed for it while somebody mitigates (`S002-15`, `S004-11`), else folded. */
function strategies({ status }: Incident, { mitigations }: Policy): MessageData {
  const rows = isOver(status) ? [] : mitigations.map(rowOf);
  return status === 'mitigating' ? { strategies: rows, mitigations: [] } : { strategies: [], mitigations: rows };
}

function phaseInWords(phases: readonly Phase[], end: MessageValue): MessageValue {
  const [first] = phases;
  return first === undefined ? null : { title: phases.map(({ title }) => title).join(', '), goal: first.goal, end };
}

/** One at a time, another with every update, and none once the service is restored: sparingly (`S002-38`). */
function redFlag(incident: Incident, policy: Policy): MessageValue {
  const { redFlags } = policy.runbook;
  const flag = redFlags[(incident.issue.number + incident.updates.given) % Math.max(1, redFlags.length)];
  if (flag === undefined || !isActive(incident.status) || incident.status === 'monitoring') return null;
  return { thought: flag.thought, action: flag.action };
}

/** The strict reading of some runbooks: said, never held against anybody (C19). */
function causeMissing({ status, milestones }: Incident, policy: Policy): boolean {
  return (
    policy.order.mitigationRequiresRootCause === 'warn' && status === 'mitigating' && milestones.identified === null
  );
}

function unfilled(incident: Incident, policy: Policy): string {
  // The commander has a row of the card already, and comes by `/ack`.
  const open = policy.roles.filter(
    ({ id, required }) => required && id !== 'commander' && incident.roles[id] === undefined,
  );
  return open.map(({ title }) => title).join(', ');
}

function contactRow(contact: Contact, policy: Policy): MessageData {
  const { id, title, primary, backup, hasBackup } = contact;
  return {
    title,
    primary: reach(primary, handlesOf(policy, [id])),
    backup: hasBackup ? reach(backup, handlesOf(policy, [`${id}-backup`])) : trusted('-'),
  };
}

/** Accounts in code: the card mentions nobody. */
function reach(written: string | null, handles: readonly string[]): MessageValue {
  if (written !== null) return written;
  return trusted(handles.length === 0 ? 'not set' : handles.map((handle) => codeSpan(handle)).join(', '));
}

function linkTo(at: string | null, web: string): MessageValue {
  if (at === null) return null;
  return trusted(linkAddress(at.startsWith('https://') ? at : `${web}/blob/HEAD/${at}`));
}

function runbook({ runbook: { title, owner, created, purpose } }: Policy): MessageValue {
  if (title === null) return null;
  return { title, owner, created, purpose };
}
