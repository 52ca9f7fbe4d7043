import type { Fields, RoomLink } from '../room/link';
import { CallError, type CallErrorCode } from '../types';

interface Asked {
  readonly event: string;
  readonly payload: Fields;
  readonly answer: (fields: Fields) => void;
  readonly refuse: (code: CallErrorCode) => void;
}

/** A way to the server whose other end is the test. */
export class FakeRoomLink implements RoomLink {
  /** Requests that are not answered yet, in order. */
  readonly asked: Asked[] = [];
  /** While false every request fails at once, as without a connection. */
  up = true;
  private readonly listeners = new Map<string, Set<(payload: unknown) => void>>();
  private readonly places = new Set<(answer: Fields) => void>();
  private readonly returns = new Set<() => void>();

  readonly request = (event: string, payload: object = {}): Promise<Fields> =>
    new Promise((resolve, reject) => {
      if (!this.up) {
        reject(new CallError('unreachable'));
        return;
      }
      this.asked.push({
        event,
        payload: payload as Fields,
        answer: resolve,
        refuse: (code) => reject(new CallError(code)),
      });
    });

  readonly on = (event: string, listener: (payload: unknown) => void): (() => void) => {
    const listeners = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, listeners.add(listener));
    return () => listeners.delete(listener);
  };

  readonly onPlace = (listener: (answer: Fields) => void): (() => void) => {
    this.places.add(listener);
    return () => this.places.delete(listener);
  };

  readonly onReturn = (listener: () => void): (() => void) => {
    this.returns.add(listener);
    return () => this.returns.delete(listener);
  };

  /** The server tells an event. */
  tell(event: string, payload: unknown): void {
    for (const listener of this.listeners.get(event) ?? []) listener(payload);
  }

  /** The connection breaks: what was asked is never answered. */
  break(): void {
    this.up = false;
    for (const { refuse } of this.asked.splice(0)) refuse('unreachable');
  }

  /** In the room, with what the server says of it. */
  place(answer: Fields = {}): void {
    this.up = true;
    const standard = { ok: true, id: 'me', call: 'call-1', role: 'guest', settings: {}, users: [], chat: [] };
    for (const listener of this.places) listener({ ...standard, ...answer });
  }

  /** The connection is back with the place kept. */
  return(): void {
    this.up = true;
    for (const listener of this.returns) listener();
  }

  /** The oldest unanswered request, which must be of that name. */
  next(event: string): Asked {
    const asked = this.asked.shift();
    if (asked?.event !== event) throw new Error(`asked ${asked?.event ?? 'nothing'} instead of ${event}`);
    return asked;
  }
}
