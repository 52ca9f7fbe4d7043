import type { Fields } from './protocol';
import type { Signaling } from './signaling';

/**
 * The seam for what a room offers beside the call (chat, roles, waiting people): requests and events of the signaling
 * protocol, without a hand in the call itself.
 */
export interface RoomChannel {
  /**
   * Sends an event and resolves with the fields of a positive acknowledgement; rejects with a {@link CallError}, at once with
   * `unreachable` while the way to the server is broken, and when it breaks before the answer came.
   */
  request: (event: string, payload?: object) => Promise<Fields>;
  /** Calls `listener` with the payload of every event of that name until the returned function is called. */
  on: (event: string, listener: (payload: unknown) => void) => () => void;
  /** Calls `listener` with the answer to every successful `join_room` (the first, and at each return), before anything that follows it. */
  onPlace: (listener: (answer: Fields) => void) => () => void;
}

/** The one implementation of {@link RoomChannel}. */
export class Channel implements RoomChannel {
  private readonly listeners = new Set<(answer: Fields) => void>();

  constructor(private readonly signaling: Signaling) {}

  readonly request = (event: string, payload?: object): Promise<Fields> =>
    new Promise((resolve, reject) => {
      this.signaling.request(payload === undefined ? [event] : [event, payload], (answer) => {
        if (answer.ok) resolve(answer.fields);
        else reject(answer.error);
      });
    });

  readonly on = (event: string, listener: (payload: unknown) => void): (() => void) =>
    this.signaling.listen(event, listener);

  readonly onPlace = (listener: (answer: Fields) => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** A place was taken. */
  placeTaken(answer: Fields): void {
    for (const listener of [...this.listeners]) listener(answer);
  }
}
