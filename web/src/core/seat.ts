import { browserStorage, readText, writeText, type KeyValueStorage } from './storage';

/** Keeps what takes a place again: one room's at a time, for as long as the tab lives. */
export interface SeatStore {
  /** The seat in `room`; null when there is none. */
  read: (room: string) => string | null;
  /** Keeps the seat in `room`; null forgets it. */
  write: (room: string, seat: string | null) => void;
}

const KEY = 'moim.seat';

/** Seats in the tab's own storage: a reload finds it, another tab does not, and no link carries it. */
export class TabSeats implements SeatStore {
  // A refusing storage still leaves what this page itself knows.
  private kept: readonly [room: string, seat: string] | null;

  constructor(private readonly storage: KeyValueStorage | null = browserStorage('sessionStorage')) {
    this.kept = parse(readText(storage, KEY));
  }

  readonly read = (room: string): string | null => (this.kept?.[0] === room ? this.kept[1] : null);

  readonly write = (room: string, seat: string | null): void => {
    this.kept = seat === null ? null : [room, seat];
    writeText(this.storage, KEY, this.kept && JSON.stringify(this.kept));
  };
}

function parse(text: string | null): readonly [string, string] | null {
  try {
    const stored: unknown = JSON.parse(text ?? 'null');
    const [room, seat] = Array.isArray(stored) ? (stored as unknown[]) : [];
    return typeof room === 'string' && typeof seat === 'string' ? [room, seat] : null;
  } catch {
    return null;
  }
}
