import type { Clock } from './clock';
import {
  isWaiting,
  joinRequest,
  parsePlace,
  stateRequest,
  type Fields,
  type Place,
  type SignalingEvent,
} from './protocol';
import type { SeatStore } from './seat';
import type { Answer, Signaling } from './signaling';
import { sameState } from './snapshot';
import { CallError, type CallErrorCode, type CallPhase, type JoinRequest, type SourceState } from './types';

export interface PlaceKeeperOptions {
  readonly clock: Clock;
  readonly signaling: Signaling;
  readonly seats: SeatStore;
  /** What is sent now. */
  readonly state: () => SourceState;
  /** A place was taken, for the first time or again. `fresh`: the room began anew under the call. */
  readonly onTaken: (place: Place, answer: Fields, fresh: boolean) => void;
  /** The way to the server is back, and the place was kept. */
  readonly onReturn: () => void;
  /** The place is given up, with everything that belongs to it. */
  readonly onVacated: () => void;
  readonly onChange: () => void;
}

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: CallError) => void;
}

/** What is known of the place. */
export interface PlaceFacts {
  readonly selfId: string;
  readonly room: string;
  readonly limit: number;
  readonly callId: string;
}

const NO_PLACE: PlaceFacts = { selfId: '', room: '', limit: 0, callId: '' };

/** Phases in which a place is held or being asked for, so that the way to the server is kept open. */
const ATTENDING: ReadonlySet<CallPhase> = new Set(['joining', 'waiting', 'joined']);

/** Refusals with a phase of their own. */
const REFUSALS: Partial<Record<CallErrorCode, CallPhase>> = { removed: 'removed', denied: 'denied' };

/** Gets a place in one room and keeps it, through every loss of the way to the server. */
export class PlaceKeeper {
  phase: CallPhase = 'idle';
  error: CallError | undefined;
  joinedAt: number | undefined;
  /** The way to the server has been there before in this call. */
  everConnected = false;
  facts: PlaceFacts = NO_PLACE;
  private request: JoinRequest = { room: '', label: '' };
  private waiters: Waiter[] = [];
  /** Counts the requests for a place; an answer to any but the latest is of no use. */
  private attempt = 0;

  constructor(private readonly options: PlaceKeeperOptions) {}

  get wanted(): JoinRequest {
    return this.request;
  }

  /** Asks for a place; what cannot be a room's name is refused by {@link refuse}. */
  join(request: JoinRequest): Promise<void> {
    const same = request.room === this.request.room;
    if (same && this.phase === 'joined') return Promise.resolve();
    if (!(same && ATTENDING.has(this.phase))) this.begin(request);
    return new Promise((resolve, reject) => this.waiters.push({ resolve, reject }));
  }

  refuse(error: CallError): Promise<void> {
    if (!ATTENDING.has(this.phase)) this.end('failed', error);
    return Promise.reject(error);
  }

  leave(): void {
    if (this.phase === 'idle' || this.phase === 'left') return;
    if (this.options.signaling.state === 'connected') this.options.signaling.request(['leave_room']);
    this.options.seats.write(this.request.room, null);
    this.end('left', new CallError('aborted', 'left'));
  }

  setLabel(label: string): boolean {
    if (label === this.request.label) return false;
    this.request = { ...this.request, label };
    this.tell();
    return true;
  }

  /** Asks again where that takes a decision; false where it does not. */
  retry(): boolean {
    if (this.phase === 'joined' || this.phase === 'joining' || this.phase === 'waiting') return false;
    if (this.phase !== 'idle' && this.phase !== 'left') this.begin(this.request);
    return true;
  }

  /** The page is put away and may come back: nobody is to wait for it. */
  suspend(): void {
    if (!ATTENDING.has(this.phase)) return;
    this.attempt += 1;
    this.options.onVacated();
    this.options.signaling.close();
  }

  /** The page is back. */
  wake(): void {
    if (ATTENDING.has(this.phase)) this.options.signaling.open();
  }

  connected(recovered: boolean): void {
    this.everConnected = true;
    if (!ATTENDING.has(this.phase)) return;
    if (!recovered || this.phase !== 'joined') {
      this.requestPlace();
      return;
    }
    this.options.onReturn();
    // What was told when the way broke may not have arrived.
    this.tell();
  }

  signalingChanged(): void {
    if (this.phase === 'joining' && this.options.signaling.state === 'exhausted')
      this.end('failed', new CallError('unreachable'));
  }

  handle(event: SignalingEvent): void {
    if (event.type === 'admitted' && this.phase === 'waiting')
      this.answered({ ok: true, fields: event.answer });
    if (event.type === 'denied' && this.phase === 'waiting')
      this.end('denied', new CallError('denied', event.reason));
    if (event.type === 'removed') this.removed();
    // The seat is kept: with it, `retry` takes the place back.
    if (event.type === 'seat_taken') this.end('moved', new CallError('aborted', 'moved'));
  }

  /** Tells the others what is sent, and the label. */
  tell(): void {
    if (this.phase !== 'joined') return;
    this.options.signaling.request(stateRequest(this.options.state(), this.request.label), (answer) => {
      if (!answer.ok && answer.error.code === 'not_in_room' && this.phase === 'joined') this.requestPlace();
    });
  }

  /** A socket may not notice for long that its network is gone: a request without an answer makes it. */
  probe(): void {
    if (!ATTENDING.has(this.phase)) return;
    this.options.signaling.probe(stateRequest(this.options.state(), this.request.label));
  }

  private begin(request: JoinRequest): void {
    const { signaling } = this.options;
    this.settle(new CallError('aborted', 'another room'));
    this.vacate();
    this.request = request;
    this.phase = 'joining';
    this.error = undefined;
    this.joinedAt = undefined;
    if (signaling.state === 'connected') this.requestPlace();
    else {
      signaling.open();
      signaling.retryNow();
    }
    this.options.onChange();
  }

  private removed(): void {
    this.options.seats.write(this.request.room, null);
    this.end('removed', new CallError('removed'));
  }

  /** Ends the call and the way to the server. */
  private end(phase: CallPhase, error: CallError): void {
    this.phase = phase;
    this.error = phase === 'left' || phase === 'moved' ? undefined : error;
    this.attempt += 1;
    this.everConnected = false;
    this.vacate();
    this.options.signaling.close();
    this.settle(error);
    this.options.onChange();
  }

  private vacate(): void {
    // Whoever has left may still tell which call it was.
    this.facts = { ...NO_PLACE, limit: this.facts.limit, callId: this.facts.callId };
    this.options.onVacated();
  }

  private settle(error?: CallError): void {
    const waiters = this.waiters;
    this.waiters = [];
    for (const { resolve, reject } of waiters) {
      if (error) reject(error);
      else resolve();
    }
  }

  private requestPlace(): void {
    const attempt = (this.attempt += 1);
    const state = this.options.state();
    const { request } = this;
    const seat = this.options.seats.read(request.room);
    this.options.signaling.request(joinRequest(request, state, seat), (answer) => {
      if (attempt !== this.attempt) return;
      this.answered(answer);
      // A device that started, or a name that changed, while the answer was on its way.
      if (!sameState(state, this.options.state()) || request.label !== this.request.label) this.tell();
    });
  }

  private answered(answer: Answer): void {
    if (!answer.ok) {
      this.refused(answer.error);
      return;
    }
    const place = parsePlace(answer.fields);
    if (isWaiting(answer.fields)) {
      this.phase = 'waiting';
      this.options.onChange();
    } else if (place) this.taken(place, answer.fields);
    else this.refused(new CallError('bad_request', 'an answer without an id'));
  }

  private refused(error: CallError): void {
    // The way to the server broke under the request: it is repeated when it is back.
    if (error.code === 'unreachable' || error.code === 'timeout') return;
    if (error.code === 'removed') this.options.seats.write(this.request.room, null);
    if (error.code !== 'room_full') {
      this.end(REFUSALS[error.code] ?? 'failed', error);
      return;
    }
    this.phase = 'full';
    this.error = error;
    this.vacate();
    this.facts = { ...this.facts, limit: error.limit ?? this.facts.limit };
    this.settle(error);
    this.options.onChange();
  }

  private taken(place: Place, answer: Fields): void {
    const { selfId, room, limit, callId, seat } = place;
    const fresh = this.facts.selfId === selfId && this.facts.callId !== '' && this.facts.callId !== callId;
    this.phase = 'joined';
    this.joinedAt ??= this.options.clock.now();
    this.facts = { selfId, room, limit, callId };
    if (seat !== '') this.options.seats.write(this.request.room, seat);
    this.options.onTaken(place, answer, fresh);
    this.settle();
    this.options.onChange();
  }
}
