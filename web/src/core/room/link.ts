import { CallError, type CallErrorCode } from '../types';

export type Fields = Readonly<Record<string, unknown>>;

/** The way from the manners of a room to its server: a call's channel, or a test's. */
export interface RoomLink {
  /** Resolves with the acknowledgement's fields; rejects with a `CallError`, at once while the server cannot be reached. */
  readonly request: (event: string, payload?: object) => Promise<Fields>;
  /** Tells the payload of every event of that name until the returned function is called. */
  readonly on: (event: string, listener: (payload: unknown) => void) => () => void;
  /** Tells every positive answer to a join: the first, and those after a loss of the connection. */
  readonly onPlace: (listener: (answer: Fields) => void) => () => void;
  /** The connection is back, and the place was kept: no answer to a join is to come. */
  readonly onReturn: (listener: () => void) => () => void;
}

const PASSING: ReadonlySet<CallErrorCode> = new Set<CallErrorCode>(['unreachable', 'timeout', 'not_in_room']);

/** The connection was lost under a request, or is away: it may have arrived, or will at the next try. Not a refusal. */
export const isPassing = (code: CallErrorCode): boolean => PASSING.has(code);

/** Why a request failed. */
export const codeOf = (error: unknown): CallErrorCode =>
  error instanceof CallError ? error.code : 'bad_request';
