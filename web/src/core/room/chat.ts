import { Timer, type Clock } from '../clock';
import type { CallErrorCode } from '../types';
import { codeOf, isPassing } from './link';
import { cleanText, codePoints, MAX_MESSAGE } from './text';
import type { ChatMessage, ChatSnapshot, PendingMessage, TextProblem } from './types';

/** Messages kept at most. As many as the server keeps for those who come later, and some more. */
export const MAX_KEPT = 1_000;
/** So many of the oldest go at once, so that what is drawn of the others stays as it is. */
export const CHUNK = 50;
/** Messages that may wait for the server. */
export const MAX_PENDING = 50;
/** A message that waited for longer is told to be unsent, and sent again only when its writer says so, in milliseconds. */
export const CHAT_PATIENCE = 60_000;
/** The pause after the server said it was too fast, in milliseconds. */
export const TOO_FAST_PAUSE = 1_000;

/** A message as the server tells it: `n` counts them in one life of the room. */
export type NumberedMessage = Omit<ChatMessage, 'key' | 'own'> & { readonly n: number };

export interface ChatOptions {
  readonly clock: Clock;
  /** Hands a message to the server, by a key under which it is taken once; resolves with what it became. */
  readonly send: (message: PendingMessage) => Promise<NumberedMessage>;
  /** Tells the messages of this page from those of others, and of the page before a reload. */
  readonly page: string;
  readonly onChange: () => void;
}

const EMPTY: ChatSnapshot = { messages: [], pending: [], held: false, unread: 0 };

/** What is written in a room, and what waits to be: sent one after the other, in order, whenever there is a connection. */
export class Chat {
  private current: ChatSnapshot = EMPTY;
  private readonly pause: Timer;
  private selfId = '';
  private call = '';
  private lastNumber = 0;
  private reading = false;
  private open = false;
  private sending = false;
  private written = 0;
  /** Counts what was handed to the server; an answer to any but the latest comes from a connection that is gone. */
  private attempt = 0;
  /** By key of what is pending: forgets that it is to be given up after a while. */
  private readonly patience = new Map<string, () => void>();

  constructor(private readonly options: ChatOptions) {
    this.pause = new Timer(options.clock);
  }

  get snapshot(): ChatSnapshot {
    return this.current;
  }

  /** In the room, for the first time or again. `call` names this life of the room; `history` is what one may read of it. */
  joined(selfId: string, call: string, history: readonly NumberedMessage[]): void {
    const first = this.selfId === '';
    if (call !== this.call) this.lastNumber = 0;
    this.selfId = selfId;
    this.call = call;
    this.opened(true);
    this.sending = false;
    this.attempt += 1;
    for (const message of [...history].sort((one, other) => one.n - other.n)) {
      if (message.n <= this.lastNumber) continue;
      this.settleLost(message);
      this.add(message, first);
    }
    this.flush();
  }

  /** The connection is back and the place was kept: what waited is sent. */
  returned(): void {
    this.opened(this.selfId !== '');
    this.flush();
  }

  received(message: NumberedMessage): void {
    if (message.n > this.lastNumber) this.add(message, false);
  }

  write(text: string): TextProblem {
    if (codePoints(text.trim()) > MAX_MESSAGE) return 'long';
    const clean = cleanText(text);
    if (clean === '') return 'empty';
    if (this.current.pending.length >= MAX_PENDING) return 'many';
    this.written += 1;
    this.await({ key: `${this.options.page}-${this.written}`, text: clean });
    return null;
  }

  rewrite(key: string): void {
    const again = this.current.pending.find((message) => message.key === key);
    if (again?.refused === undefined) return;
    this.discard(key);
    this.await({ key, text: again.text });
  }

  discard(key: string): void {
    this.settle(key);
    this.patch({ pending: this.current.pending.filter((message) => message.key !== key) });
  }

  setReading(reading: boolean): void {
    this.reading = reading;
    if (reading && this.current.unread > 0) this.patch({ unread: 0 });
  }

  dispose(): void {
    this.pause.cancel();
    for (const key of [...this.patience.keys()]) this.settle(key);
  }

  private await(message: PendingMessage): void {
    const { clock } = this.options;
    const { key } = message;
    this.patience.set(
      key,
      clock.after(CHAT_PATIENCE, () => this.giveUp(key, 'unreachable')),
    );
    this.patch({ pending: [...this.current.pending, message] });
    this.flush();
  }

  private settle(key: string): void {
    this.patience.get(key)?.();
    this.patience.delete(key);
  }

  /** Whether what is pending can be sent. */
  private opened(open: boolean): void {
    this.open = open;
    if (this.current.held === open) this.patch({ held: !open });
  }

  private flush(): void {
    if (!this.open || this.sending || this.pause.pending) return;
    const next = this.current.pending.find(({ refused }) => refused === undefined);
    if (!next) return;
    this.sending = true;
    this.attempt += 1;
    const { attempt } = this;
    this.options.send(next).then(
      (message) => attempt === this.attempt && this.sent(next, message),
      (error: unknown) => attempt === this.attempt && this.refused(next, codeOf(error)),
    );
  }

  private sent(pending: PendingMessage, message: NumberedMessage): void {
    this.sending = false;
    this.discard(pending.key);
    this.received(message);
    this.flush();
  }

  private refused(pending: PendingMessage, code: CallErrorCode): void {
    this.sending = false;
    if (isPassing(code)) {
      // Goes on when one is in the room again.
      this.opened(false);
      return;
    }
    if (code === 'too_fast') {
      this.pause.set(TOO_FAST_PAUSE, () => this.flush());
      return;
    }
    this.giveUp(pending.key, code);
    this.flush();
  }

  /** Not to be sent until its writer says so again. */
  private giveUp(key: string, refused: CallErrorCode): void {
    this.settle(key);
    const mark = (message: PendingMessage) => (message.key === key ? { ...message, refused } : message);
    this.patch({ pending: this.current.pending.map(mark) });
  }

  /** A text whose acknowledgement was lost with the connection, and which the server has all the same, is not sent twice. */
  private settleLost(message: NumberedMessage): void {
    const lost = this.current.pending[0];
    if (message.from === this.selfId && lost?.text === message.text) this.discard(lost.key);
  }

  private add({ n, ...message }: NumberedMessage, known: boolean): void {
    this.lastNumber = Math.max(this.lastNumber, n);
    const own = message.from === this.selfId;
    const unread = known || own || this.reading ? 0 : 1;
    const { messages } = this.current;
    const kept = messages.length < MAX_KEPT ? messages : messages.slice(CHUNK);
    this.patch({
      messages: [...kept, { ...message, own, key: `${this.call}-${n}` }],
      unread: this.current.unread + unread,
    });
  }

  private patch(change: Partial<ChatSnapshot>): void {
    this.current = { ...this.current, ...change };
    this.options.onChange();
  }
}
