// Somebody leaves the sample organisation while a story goes on.
import type { SamplePerson } from '../../src/sandbox/seed/index.ts';
import { removeTeamMember } from '../../src/sandbox/state/accounts.ts';
import { asUser } from '../../src/sandbox/state/actor.ts';
import { removeCollaborator } from '../../src/sandbox/state/repositories.ts';
import type { Story } from './story.ts';

/** Somebody has left: no grant of their own, no team, no membership; what they had is given back by what is returned. */
export function leave(story: Pick<Story, 'sandbox'>, name: SamplePerson): () => void {
  const { store, seeded } = story.sandbox;
  const { repository, organisation, people } = seeded;
  const before = {
    repository: store.repositories.get(repository.id),
    organisation: store.organisations.get(organisation.id),
    teams: [...store.teams],
  };
  removeCollaborator(store, asUser(people.lead), repository, people[name]);
  for (const [, team] of before.teams) removeTeamMember(store, team, people[name]);
  const left = store.organisations.get(organisation.id);
  if (left !== undefined) {
    const members = new Map([...left.members].filter(([id]) => id !== people[name].id));
    store.organisations.set(organisation.id, { ...left, members });
  }
  return () => {
    const now = store.repositories.get(repository.id);
    if (before.repository !== undefined && now !== undefined)
      store.repositories.set(repository.id, { ...now, collaborators: before.repository.collaborators });
    if (before.organisation !== undefined) store.organisations.set(organisation.id, before.organisation);
    for (const [id, team] of before.teams) store.teams.set(id, team);
  };
}
