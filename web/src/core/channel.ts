import type { Fields, RoomLink } from './room/link';
import type { Signaling } from './signaling';

/**
 * A call's way to its server, for what a room offers beside the call: requests and events of the signaling protocol,
 * without a hand in the call itself.
 */
export class Channel implements RoomLink {
  private readonly placeListeners = new Set<(answer: Fields) => void>();
  private readonly returnListeners = new Set<() => void>();

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
    this.placeListeners.add(listener);
    return () => this.placeListeners.delete(listener);
  };

  readonly onReturn = (listener: () => void): (() => void) => {
    this.returnListeners.add(listener);
    return () => this.returnListeners.delete(listener);
  };

  /** A place was taken. */
  placeTaken(answer: Fields): void {
    for (const listener of [...this.placeListeners]) listener(answer);
  }

  /** The connection is back, and the place was kept. */
  returned(): void {
    for (const listener of [...this.returnListeners]) listener();
  }
}
