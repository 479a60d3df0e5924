// What the header's buttons do: be somebody else, move the clock.
import { milliseconds } from '../../control/duration.ts';
import { Refusal } from '../../state/refusal.ts';
import { advanceClock } from '../../state/store.ts';
import { peopleOf, viewerCookie } from '../viewer.ts';
import { field, type Reply, redirect, type Visit } from '../visit.ts';

/** `POST /-/person`: remembered by a cookie. */
export function choosePerson(visit: Visit): Reply {
  const login = field(visit, 'person');
  const known = peopleOf(visit.host.store).some((person) => person.login === login);
  if (!known) throw new Refusal(422, `There is no ${login} in this sandbox.`);
  const cookie = `${viewerCookie}=${login}; Path=/; HttpOnly; SameSite=Lax`;
  return { kind: 'redirect', to: visit.from, cookie };
}

/** `POST /-/clock`: forward by an ISO 8601 duration. */
export function moveClock(visit: Visit): Reply {
  advanceClock(visit.host.store, milliseconds(field(visit, 'advance')));
  return redirect(visit.from);
}
