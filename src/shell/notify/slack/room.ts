// The channel of an incident: made, or found again when the answer to making it was lost.
import { isOneOf, isPassing, type Slack } from './client.ts';

export type Room = { readonly id: string };

/** Characters; Slack's limit for the name of a channel. https://docs.slack.dev/reference/methods/conversations.create/ */
const LONGEST_NAME = 80;
const MOST_SUFFIX = 5;

/** The name as Slack takes it: small letters, digits, hyphens and underscores. */
export function roomName(name: string, suffix = 1): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^-|-$/g, '');
  const tail = suffix === 1 ? '' : `-${suffix}`;
  return `${(plain || 'incident').slice(0, LONGEST_NAME - tail.length)}${tail}`;
}

/** By this the channel of one incident is told from one of the same name. */
function purposeOf(incident: string): string {
  return `Firebreak incident ${incident}`;
}

/** The open channel of the incident. `archived`: it was closed and cannot be opened again; `taken`: others have all its names. */
export async function openRoom(
  slack: Slack,
  name: string,
  incident: string,
  isPrivate: boolean,
): Promise<Room | 'archived' | 'taken'> {
  let archived = false;
  for (let suffix = 1; suffix <= MOST_SUFFIX; suffix++) {
    const wanted = roomName(name, suffix);
    const made = await create(slack, wanted, incident, isPrivate);
    if (made !== null) return made;
    const found = await findOurs(slack, wanted, incident, isPrivate);
    if (found === null) continue;
    if (!found.archived || (await unarchive(slack, found.id))) return await claimed(slack, found, incident);
    archived = true;
  }
  return archived ? 'archived' : 'taken';
}

/** Null: the name is taken. */
async function create(slack: Slack, name: string, incident: string, isPrivate: boolean): Promise<Room | null> {
  try {
    const { channel } = await slack.conversations.create({ name, is_private: isPrivate });
    return await claimed(slack, { id: channel?.id ?? '' }, incident);
  } catch (error) {
    if (isOneOf(error, 'name_taken')) return null;
    throw error;
  }
}

/** Says whose it is. An app that may not is still heard: then only a lost answer cannot be told from another incident. */
async function claimed(slack: Slack, { id }: Room, incident: string): Promise<Room> {
  try {
    await slack.conversations.setPurpose({ channel: id, purpose: purposeOf(incident) });
  } catch (error) {
    if (isPassing(error)) throw error;
  }
  return { id };
}

/** Most channels of ours that are looked through, 200 at a time. */
const MOST_PAGES = 10;

/** Ours: made by this app for this incident, or made by it a moment ago and not marked yet. Another's channel of that name is left alone. */
async function findOurs(
  slack: Slack,
  name: string,
  incident: string,
  isPrivate: boolean,
): Promise<{ readonly id: string; readonly archived: boolean } | null> {
  const { user_id: self } = await slack.auth.test();
  let cursor = '';
  for (let page = 0; page < MOST_PAGES; page++) {
    const types = isPrivate ? 'private_channel' : 'public_channel';
    const list = await slack.users.conversations({ types, limit: 200, ...(cursor === '' ? {} : { cursor }) });
    const same = list.channels?.find((channel) => channel.name === name);
    if (same?.id !== undefined) {
      const purpose = same.purpose?.value ?? '';
      const ours = same.creator === self && (purpose === '' || purpose === purposeOf(incident));
      return ours ? { id: same.id, archived: same.is_archived === true } : null;
    }
    cursor = list.response_metadata?.next_cursor ?? '';
    if (cursor === '') return null;
  }
  return null;
}

/** Slack lets people open an archived channel, not bots: https://docs.slack.dev/reference/methods/conversations.unarchive. Then the incident gets another. */
async function unarchive(slack: Slack, channel: string): Promise<boolean> {
  try {
    await slack.conversations.unarchive({ channel });
    return true;
  } catch (error) {
    if (isPassing(error)) throw error;
    return isOneOf(error, 'not_archived');
  }
}
