// Whether the app is installed, awake, and has what its manifest asks for.
import type { ReadinessFacts, SeenInstallation } from './facts.ts';
import { type Finding, finding, notTold } from './finding.ts';
import { isWithoutApp } from './judge-actions.ts';

/** What is missing of the app and of the repository as its place. Where workflows stand in for it, no app is missing. */
export function judgeApp(facts: ReadinessFacts): readonly Finding[] {
  const { repository, installation, needed } = facts;
  const { fullName } = repository;
  const place = [
    ...(repository.archived ? [finding('repository-archived', { repository: fullName })] : []),
    ...(repository.hasIssues ? [] : [finding('issues-off', { repository: fullName })]),
  ];
  if (isWithoutApp(facts)) return place;
  if (!installation.told) return [...place, notTold('whether the app is installed', installation.why)];
  if (installation.value === null) return [...place, finding('app-missing', { repository: fullName })];
  return [...place, ...judgeInstallation(installation.value, needed)];
}

function judgeInstallation(
  seen: SeenInstallation,
  { permissions, events }: ReadinessFacts['needed'],
): readonly Finding[] {
  return [
    ...(seen.suspended ? [finding('app-suspended', { app: seen.slug })] : []),
    ...permissions.flatMap(({ name, access, why }) => {
      const given = seen.permissions[name];
      if (given === undefined) return [finding('permission-missing', { permission: name, access, why })];
      return given === 'read' && access === 'write' ? [finding('permission-too-low', { permission: name, why })] : [];
    }),
    ...events.flatMap(({ name, why }) =>
      seen.events.includes(name) ? [] : [finding('event-missing', { event: name, why })],
    ),
  ];
}
