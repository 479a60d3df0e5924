// Preset + what the team wrote → one policy with every default filled in.
import type { Grant, Level, Policy, Right } from './policy.ts';
import type { WrittenGrant, WrittenLevel, WrittenPolicy } from './written.ts';

/** Lays the team's keys over the preset's: levels by name, everything else key by key. */
export function normalise(preset: WrittenPolicy, team: WrittenPolicy, source: Policy['source']): Policy {
  return {
    preset: team.preset ?? preset.preset ?? 'github',
    levels: levels(preset.levels ?? [], team.levels ?? []),
    people: { ...preset.people, ...team.people },
    aliases: { ...preset.aliases, ...team.aliases },
    checklist: team.checklist ?? preset.checklist ?? [],
    authority: {
      declare: grant('declare', preset, team),
      respond: grant('respond', preset, team),
      override: grant('override', preset, team),
    },
    labels: {
      incident: team.labels?.incident ?? preset.labels?.incident ?? 'incident',
      statusPrefix: team.labels?.status_prefix ?? preset.labels?.status_prefix ?? 'status: ',
    },
    reportsPerHour: team.reports_per_hour ?? preset.reports_per_hour ?? 3,
    source,
  };
}

function levels(preset: readonly WrittenLevel[], team: readonly WrittenLevel[]): Level[] {
  const own = team.filter((level) => !preset.some((other) => sameName(level, other)));
  const merged = [...preset, ...own].map((level, index) => {
    const written = { ...level, ...team.find((other) => sameName(level, other)) };
    return toLevel({ ...written, name: level.name }, index + 1);
  });
  return merged.sort((a, b) => a.rank - b.rank);
}

/** Levels are labels, and GitHub's labels are the same whatever their case. */
function sameName(a: WrittenLevel, b: WrittenLevel): boolean {
  return a.name.toLowerCase() === b.name.toLowerCase();
}

function toLevel(written: WrittenLevel, position: number): Level {
  return {
    name: written.name,
    rank: written.rank ?? position,
    title: written.title ?? '',
    definition: written.definition ?? '',
    examples: written.examples ?? [],
    respondWithin: written.respond_within ?? null,
    updates: written.updates ?? null,
    escalation: written.escalation ?? [],
    monitor: written.monitor ?? null,
  };
}

function grant(right: Right, preset: WrittenPolicy, team: WrittenPolicy): Grant {
  const written: WrittenGrant = { ...preset.authority?.[right], ...team.authority?.[right] };
  return { roles: written.roles ?? [], users: written.users ?? [], teams: written.teams ?? [] };
}
