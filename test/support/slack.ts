// A Slack that keeps channels and messages, on a real HTTP server. It takes only what Slack's reference of each method allows, and a bot may do.
import type {
  AuthTestArguments,
  ChatPostMessageArguments,
  ConversationsArchiveArguments,
  ConversationsCreateArguments,
  ConversationsHistoryArguments,
  ConversationsInviteArguments,
  ConversationsRepliesArguments,
  ConversationsSetPurposeArguments,
  ConversationsSetTopicArguments,
  ConversationsUnarchiveArguments,
  PinsAddArguments,
  UsersConversationsArguments,
} from '@slack/web-api';
import { type Asked, type HttpServer, type Reply, startHttpServer } from './http-server.ts';

/** Slack publishes no schema of its requests that is kept up; its own client has types of them, which the compiler holds the names below to. */
type Arguments = {
  'auth.test': AuthTestArguments;
  'chat.postMessage': ChatPostMessageArguments;
  'conversations.create': ConversationsCreateArguments;
  'conversations.setPurpose': ConversationsSetPurposeArguments;
  'conversations.setTopic': ConversationsSetTopicArguments;
  'conversations.invite': ConversationsInviteArguments;
  'conversations.archive': ConversationsArchiveArguments;
  'conversations.unarchive': ConversationsUnarchiveArguments;
  'conversations.history': ConversationsHistoryArguments;
  'conversations.replies': ConversationsRepliesArguments;
  'users.conversations': UsersConversationsArguments;
  'pins.add': PinsAddArguments;
};

type NamesOf<T> = T extends unknown ? keyof T & string : never;
type Named<T> = readonly (NamesOf<T> | `${NamesOf<T>}!`)[];

/** Arguments of the methods in use; `!` marks those that are required. Source: https://docs.slack.dev/reference/methods/<method> */
const methods: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'chat.postMessage': ['channel!', 'text', 'thread_ts', 'metadata', 'unfurl_links', 'unfurl_media', 'mrkdwn', 'blocks'],
  'conversations.create': ['name!', 'is_private', 'team_id'],
  'conversations.setPurpose': ['channel!', 'purpose!'],
  'conversations.setTopic': ['channel!', 'topic!'],
  'conversations.invite': ['channel!', 'users!', 'force'],
  'conversations.archive': ['channel!'],
  'conversations.unarchive': ['channel!'],
  'conversations.history': ['channel!', 'cursor', 'include_all_metadata', 'inclusive', 'latest', 'limit', 'oldest'],
  'conversations.replies': ['channel!', 'ts!', 'cursor', 'include_all_metadata', 'inclusive', 'latest', 'limit', 'oldest'],
  'users.conversations': ['cursor', 'exclude_archived', 'limit', 'team_id', 'types', 'user'],
  'pins.add': ['channel!', 'timestamp'],
} satisfies { readonly [M in keyof Arguments]: Named<Arguments[M]> }; // biome-ignore format: a table

export type SlackMessage = {
  readonly ts: string;
  readonly text: string;
  readonly thread_ts?: string;
  readonly metadata?: unknown;
};

export type SlackRoom = {
  readonly id: string;
  readonly name: string;
  readonly creator: string;
  is_private: boolean;
  is_archived: boolean;
  purpose: string;
  topic: string;
  readonly members: string[];
  readonly pins: string[];
  readonly messages: SlackMessage[];
};

export type Call = { readonly method: string; readonly args: Readonly<Record<string, string>> };

export type FakeSlack = {
  readonly url: string;
  readonly calls: Call[];
  readonly rooms: SlackRoom[];
  /** What a call is answered instead: a word of Slack's, or any reply. `lose` does it and loses the answer. */
  readonly faults: { readonly method: string; readonly reply: Reply | string | 'lose' }[];
  readonly addRoom: (over: Partial<SlackRoom> & { readonly id: string; readonly name: string }) => SlackRoom;
  readonly until: HttpServer['until'];
  readonly close: () => Promise<void>;
};

export const BOT = 'UBOT00001';
export const TOKEN = 'xoxb-0000-the-secret-token';

export async function startSlack(): Promise<FakeSlack> {
  const calls: Call[] = [];
  const rooms: SlackRoom[] = [];
  const faults: FakeSlack['faults'][number][] = [];
  const addRoom: FakeSlack['addRoom'] = (over) => {
    const room = {
      creator: BOT,
      is_private: false,
      is_archived: false,
      purpose: '',
      topic: '',
      members: [BOT],
      pins: [],
      messages: [],
      ...over,
    };
    rooms.push(room);
    return room;
  };
  const server = await startHttpServer((asked) => {
    const call = read(asked);
    calls.push(call);
    const at = faults.findIndex(({ method }) => method === call.method);
    const fault = at < 0 ? undefined : faults.splice(at, 1)[0]?.reply;
    if (fault !== undefined && fault !== 'lose') return typeof fault === 'string' && !['hang', 'cut', 'endless'].includes(fault) ? json({ ok: false, error: fault }) : (fault as Reply);
    const answer = asked.headers.authorization === `Bearer ${TOKEN}` ? act(call, rooms, addRoom) : 'not_authed';
    return fault === 'lose' ? 'cut' : json(typeof answer === 'string' ? { ok: false, error: answer } : { ok: true, ...answer });
  }); // biome-ignore format: one thought a line
  return { url: `${server.url}/api/`, calls, rooms, faults, addRoom, until: server.until, close: server.close };
}

function json(body: object): Reply {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** Throws, and so fails the test, when Slack's reference knows no such call. */
function read({ method, path, headers, body }: Asked): Call {
  const name = path.replace('/api/', '');
  const allowed = methods[name];
  const args = Object.fromEntries(new URLSearchParams(body));
  const known = allowed ?? [];
  const wrong = [
    ...(method === 'POST' && allowed !== undefined ? [] : [`${method} ${name}`]),
    ...(String(headers['content-type'] ?? 'application/x-www-form-urlencoded').startsWith('application/x-www-form-urlencoded') ? [] : ['content type']),
    ...Object.keys(args).filter((arg) => !known.some((one) => one.replace('!', '') === arg)),
    ...known.filter((one) => one.endsWith('!') && (args[one.slice(0, -1)] ?? '') === ''),
    ...(Number(args['limit'] ?? 1) > 999 ? ['limit'] : []),
  ];
  if (wrong.length > 0) throw new Error(`Slack knows no such call: ${wrong.join(', ')} in ${name} ${body}`);
  return { method: name, args };
} // biome-ignore format: one thought a line

/** Seconds of the first message; later than every notice of the tests. */
let clock = Date.parse('2026-03-01T04:06:00Z') / 1000;

/** The answer, or Slack's word for what is wrong. */
function act({ method, args }: Call, rooms: SlackRoom[], addRoom: FakeSlack['addRoom']): object | string {
  const room = rooms.find(({ id }) => id === args['channel']);
  if (args['channel'] !== undefined && room === undefined) return 'channel_not_found';
  switch (method) {
    case 'auth.test':
      return { user_id: BOT, team_id: 'T1' };
    case 'conversations.create': {
      const name = args['name'] ?? '';
      if (name.length > 80) return 'invalid_name_maxlength';
      if (!/^[a-z0-9_-]+$/.test(name)) return 'invalid_name_specials';
      if (rooms.some((one) => one.name === name)) return 'name_taken';
      return { channel: shown(addRoom({ id: `C0ROOM${rooms.length + 1}`, name, is_private: args['is_private'] === 'true' })) };
    }
    case 'users.conversations':
      return { channels: rooms.filter(({ members, is_private }) => members.includes(BOT) && is_private === (args['types'] === 'private_channel')).map(shown) };
    default:
      return room === undefined ? 'unknown_method' : actIn(room, method, args);
  }
} // biome-ignore format: one thought a line

function actIn(room: SlackRoom, method: string, args: Call['args']): object | string {
  const reading = method === 'conversations.history' || method === 'conversations.replies';
  if (method === 'conversations.archive' && room.is_archived) return 'already_archived';
  if (method === 'conversations.unarchive') return 'not_in_channel';
  if (room.is_archived && !reading) return 'is_archived';
  switch (method) {
    case 'chat.postMessage': {
      if (!room.members.includes(BOT)) return 'not_in_channel';
      const parent = args['thread_ts'];
      if (parent !== undefined && !room.messages.some(({ ts }) => ts === parent)) return 'thread_not_found';
      const ts = `${++clock}.000100`;
      const metadata: unknown = JSON.parse(args['metadata'] ?? '{}');
      room.messages.push({ ts, text: args['text'] ?? '', metadata, ...(parent === undefined ? {} : { thread_ts: parent }) });
      return { channel: room.id, ts };
    }
    case 'conversations.history':
      return { messages: since(room.messages.filter((one) => one.thread_ts === undefined), args).reverse() };
    case 'conversations.replies': {
      const thread = room.messages.filter((one) => one.ts === args['ts'] || one.thread_ts === args['ts']);
      return thread.length === 0 ? 'thread_not_found' : { messages: since(thread, args) };
    }
    case 'conversations.setPurpose':
      room.purpose = args['purpose'] ?? '';
      return (args['purpose'] ?? '').length > 250 ? 'too_long' : {};
    case 'conversations.setTopic':
      room.topic = args['topic'] ?? '';
      return (args['topic'] ?? '').length > 250 ? 'too_long' : {};
    case 'conversations.invite': {
      const users = (args['users'] ?? '').split(',');
      const unknown = users.filter((user) => user.startsWith('UGONE'));
      if (unknown.length > 0 && (args['force'] !== 'true' || unknown.length === users.length)) return 'user_not_found';
      if (users.every((user) => room.members.includes(user))) return 'already_in_channel';
      room.members.push(...users.filter((user) => !room.members.includes(user) && !unknown.includes(user)));
      return unknown.length === 0 ? {} : { errors: unknown.map((user) => ({ user, ok: false, error: 'user_not_found' })) };
    }
    case 'conversations.archive':
      room.is_archived = true;
      return {};
    case 'pins.add':
      if (room.pins.includes(args['timestamp'] ?? '')) return 'already_pinned';
      room.pins.push(args['timestamp'] ?? '');
      return {};
    default:
      return 'unknown_method';
  }
} // biome-ignore format: one thought a line

function since(messages: readonly SlackMessage[], args: Call['args']): SlackMessage[] {
  const shownMessages = messages.filter(({ ts }) => Number(ts) > Number(args['oldest'] ?? 0));
  return args['include_all_metadata'] === 'true'
    ? shownMessages
    : shownMessages.map(({ metadata: _, ...rest }) => rest);
}

function shown({ id, name, creator, is_archived, purpose, topic }: SlackRoom): object {
  return { id, name, creator, is_archived, purpose: { value: purpose }, topic: { value: topic } };
}
