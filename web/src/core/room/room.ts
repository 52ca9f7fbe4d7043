import { systemClock, type Clock } from '../clock';
import { Store } from '../observable';
import { CallError, type Source } from '../types';
import { Chat, type NumberedMessage } from './chat';
import { Commands } from './commands';
import { codeOf, isPassing, type Fields, type RoomLink } from './link';
import {
  fields,
  OPEN_ROOM,
  parseAsk,
  parseInvite,
  parseMessage,
  parseMessages,
  parseReaction,
  parseSettings,
  parseStanding,
  parseStandings,
  parseWaiting,
  text,
} from './protocol';
import { Reactions } from './reactions';
import { raisedHands, withoutStanding, withStanding, type Standings } from './standings';
import type {
  Ask,
  Invite,
  InviteRequest,
  PendingMessage,
  Reaction,
  RefusedSign,
  Role,
  RoomController,
  RoomSettings,
  RoomSnapshot,
  SettingsChange,
  TextProblem,
} from './types';

export interface RoomOptions {
  readonly link: RoomLink;
  readonly clock?: Clock;
  /** Switches one's own source off at once: a host said so. */
  readonly obey: (source: Source) => void;
}

/** Asks kept until they are dismissed; the oldest go. */
export const MAX_ASKS = 8;

const EMPTY: RoomSnapshot = {
  selfId: '',
  role: 'guest',
  settings: OPEN_ROOM,
  standings: new Map(),
  hands: [],
  chat: { messages: [], pending: [], held: false, unread: 0 },
  reactions: [],
  waiting: [],
  asks: [],
  queued: 0,
  undone: 0,
  refused: null,
};

/** Unlike that of any other page, in all likelihood. */
const page = (): string => globalThis.crypto.getRandomValues(new Uint32Array(2)).join('-');

const whom = (who: string): object => (who === 'all' ? { all: true } : { id: who });

/** The manners of one room, over the link of a call. */
export class Room implements RoomController {
  private readonly store = new Store<RoomSnapshot>(EMPTY);
  private readonly link: RoomLink;
  private readonly obey: (source: Source) => void;
  private readonly chat: Chat;
  private readonly reactions: Reactions;
  private readonly commands: Commands;
  private readonly stops: readonly (() => void)[];
  /** This life of the room, by the server's name for it. */
  private call = '';
  private asked = 0;
  /** As this browser set it, so that a server that forgot it can be told again; undefined when it never did. */
  private password: string | null | undefined;

  readonly subscribe = this.store.subscribe;
  readonly getSnapshot = this.store.getSnapshot;

  constructor({ link, clock = systemClock, obey }: RoomOptions) {
    this.link = link;
    this.obey = obey;
    this.chat = new Chat({
      clock,
      page: page(),
      send: (message) => this.send(message),
      onChange: () => this.store.patch({ chat: this.chat.snapshot }),
    });
    this.reactions = new Reactions(clock, () => this.store.patch({ reactions: this.reactions.snapshot }));
    this.commands = new Commands({
      link,
      clock,
      onChange: () => this.store.patch({ queued: this.commands.waiting, undone: this.commands.undone }),
    });
    this.stops = [
      link.onPlace((answer) => this.joined(answer)),
      link.onReturn(() => {
        this.chat.returned();
        this.commands.flush();
      }),
      ...Object.entries(this.handlers).map(([name, handle]) => link.on(name, handle)),
    ];
  }

  readonly write = (words: string): TextProblem => this.chat.write(words);
  readonly rewrite = (key: string): void => this.chat.rewrite(key);
  readonly discard = (key: string): void => this.chat.discard(key);
  readonly setReading = (reading: boolean): void => this.chat.setReading(reading);

  readonly dismissUndone = (): void => this.commands.forgetUndone();

  readonly dismissRefused = (): void => this.store.patch({ refused: null });

  readonly raiseHand = async (raised: boolean): Promise<void> => {
    const { hand } = await this.sign('hand', this.commands.run('raise_hand', { raised }));
    const { selfId, role } = this.getSnapshot();
    this.stand(selfId, parseStanding({ role, hand }));
  };

  readonly lowerHand = async (who: string): Promise<void> => {
    await this.commands.run('raise_hand', { ...whom(who), raised: false });
  };

  readonly react = (reaction: Reaction): boolean => {
    if (!this.reactions.take()) {
      this.store.patch({ refused: { sign: 'reaction', code: 'too_fast' } });
      return false;
    }
    this.reactions.show(this.getSnapshot().selfId, reaction);
    // One that does not arrive is not worth a word; one that is refused is.
    this.sign('reaction', this.link.request('react', { reaction })).catch(() => undefined);
    return true;
  };

  readonly admit = (who: string): Promise<void> => this.command('admit', whom(who));
  readonly deny = (who: string): Promise<void> => this.command('deny', whom(who));
  readonly remove = (id: string): Promise<void> => this.command('remove_user', { id });
  readonly askState = (id: string, source: Source, on: boolean): Promise<void> =>
    this.command('ask_state', { id, source, on });
  readonly setRole = (id: string, role: Role): Promise<void> => this.command('set_role', { id, role });

  readonly update = async (change: SettingsChange): Promise<void> => {
    await this.commands.run('update_room', change);
    if (change.password !== undefined) this.password = change.password;
  };

  readonly createInvite = async ({ seconds, role }: InviteRequest): Promise<Invite> =>
    parseInvite(await this.commands.run('create_invite', { seconds, role }));

  readonly dismiss = ({ key }: Ask): void =>
    this.store.patch({ asks: this.getSnapshot().asks.filter((ask) => ask.key !== key) });

  readonly dispose = (): void => {
    for (const stop of this.stops) stop();
    this.chat.dispose();
    this.commands.dispose();
    this.reactions.dispose();
  };

  /** Tells, besides whoever waits for it, whether a sign was refused. */
  private async sign(sign: RefusedSign['sign'], answer: Promise<Fields>): Promise<Fields> {
    try {
      const taken = await answer;
      if (this.getSnapshot().refused?.sign === sign) this.dismissRefused();
      return taken;
    } catch (error) {
      const code = codeOf(error);
      if (!isPassing(code)) this.store.patch({ refused: { sign, code } });
      throw error;
    }
  }

  private async command(event: string, payload: object): Promise<void> {
    await this.commands.run(event, payload);
  }

  private async send({ key, text: words }: PendingMessage): Promise<NumberedMessage> {
    const message = parseMessage(await this.link.request('chat', { text: words, key }));
    if (!message) throw new CallError('bad_request', 'an answer without a message');
    return message;
  }

  private readonly handlers: Readonly<Record<string, (payload: unknown) => void>> = {
    user_enter: (payload) => this.told(fields(payload)),
    user_state: (payload) => this.told(fields(payload)),
    user_exit: (payload) => this.stands(withoutStanding(this.standings, text(fields(payload)['id']))),
    room_settings: (payload) => this.store.patch({ settings: parseSettings(payload) }),
    waiting: (payload) => this.store.patch({ waiting: parseWaiting(payload) }),
    state_asked: (payload) => this.askedBy(parseAsk(fields(payload))),
    chat: (payload) => {
      const message = parseMessage(payload);
      if (message) this.chat.received(message);
    },
    reaction: (payload) => {
      const told = parseReaction(fields(payload));
      if (told && told.from !== this.getSnapshot().selfId) this.reactions.show(told.from, told.reaction);
    },
  };

  private get standings(): Standings {
    return this.getSnapshot().standings;
  }

  private joined(answer: Fields): void {
    const before = this.getSnapshot();
    const selfId = text(answer['id']);
    const call = text(answer['call']);
    const own = parseStanding(answer);
    const settings = parseSettings(answer['settings']);
    const restarted = this.call !== '' && call !== this.call;
    this.call = call;
    this.store.patch({ selfId, role: own.role, settings, waiting: parseWaiting(answer['waiting']) });
    this.stands(new Map([...parseStandings(answer['users']), [selfId, own]]));
    this.chat.joined(selfId, call, parseMessages(answer['chat']));
    this.commands.flush();
    if (restarted && own.role === 'host' && before.role === 'host') this.restore(before.settings);
  }

  /** A server that was restarted has forgotten what the hosts decided. Every host says it again; saying it twice changes nothing. */
  private restore({ password, ...settings }: RoomSettings): void {
    const known = password && typeof this.password === 'string' ? { password: this.password } : {};
    this.update({ ...settings, ...known }).catch(() => undefined);
  }

  private told(user: Fields): void {
    const id = text(user['id']);
    if (id !== '') this.stand(id, parseStanding(user));
  }

  private stand(id: string, standing: ReturnType<typeof parseStanding>): void {
    this.stands(withStanding(this.standings, id, standing));
  }

  private stands(standings: Standings): void {
    if (standings === this.standings) return;
    const { selfId, role } = this.getSnapshot();
    const own = standings.get(selfId)?.role ?? role;
    this.store.patch({
      standings,
      hands: raisedHands(standings),
      role: own,
      ...(own === 'guest' && { waiting: [] }),
    });
  }

  private askedBy(ask: Omit<Ask, 'key'> | null): void {
    if (!ask) return;
    if (!ask.on) this.obey(ask.source);
    this.asked += 1;
    const others = this.getSnapshot().asks.filter(({ source }) => source !== ask.source);
    this.store.patch({ asks: [...others, { ...ask, key: this.asked }].slice(-MAX_ASKS) });
  }
}
