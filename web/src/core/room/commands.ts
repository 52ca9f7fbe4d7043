import type { Clock } from '../clock';
import { CallError } from '../types';
import { codeOf, isPassing, type Fields, type RoomLink } from './link';

/** Commands that may wait for the connection; further ones fail at once. */
export const MAX_COMMANDS = 32;
/** A command that waited for longer is not what anybody wants any more, in milliseconds. */
export const COMMAND_PATIENCE = 30_000;

interface Command {
  readonly order: number;
  readonly event: string;
  readonly payload: object;
  readonly resolve: (fields: Fields) => void;
  readonly reject: (error: unknown) => void;
  /** Forgets that it is to fail after a while. */
  readonly settle: () => void;
  expired: boolean;
}

export interface CommandsOptions {
  readonly link: Pick<RoomLink, 'request'>;
  readonly clock: Clock;
  /** `waiting` or `undone` changed. */
  readonly onChange: () => void;
}

/**
 * What is asked of the server once it can be: in order, as soon as the connection is back, or not at all. Each command
 * says what is to be, not what is to change, so that one whose answer was lost can be said again.
 */
export class Commands {
  private queue: readonly Command[] = [];
  private given = 0;
  private expired = 0;

  constructor(private readonly options: CommandsOptions) {}

  /** How many wait for the connection. */
  get waiting(): number {
    return this.queue.length;
  }

  /** How many waited for too long, or were one too many to wait, and were not done. */
  get undone(): number {
    return this.expired;
  }

  forgetUndone(): void {
    this.expired = 0;
    this.options.onChange();
  }

  /** Resolves with the acknowledgement's fields; rejects with a `CallError`. */
  readonly run = (event: string, payload: object): Promise<Fields> =>
    new Promise((resolve, reject) => {
      this.given += 1;
      const expire = () => {
        command.expired = true;
        if (this.queue.includes(command)) this.giveUp(command);
      };
      const settle = this.options.clock.after(COMMAND_PATIENCE, expire);
      const command: Command = { order: this.given, event, payload, resolve, reject, settle, expired: false };
      // Nothing overtakes what waits.
      if (this.queue.length > 0) this.keep(command);
      else this.hand(command);
    });

  /** In the room, for the first time or again: what waited goes out. */
  flush(): void {
    const { queue } = this;
    this.set([]);
    for (const command of queue) this.hand(command);
  }

  dispose(): void {
    for (const command of this.queue) this.fail(command);
  }

  private hand(command: Command): void {
    this.options.link.request(command.event, command.payload).then(
      (fields) => {
        command.settle();
        command.resolve(fields);
      },
      (error: unknown) => {
        if (isPassing(codeOf(error))) this.keep(command);
        else this.fail(command, error);
      },
    );
  }

  private keep(command: Command): void {
    if (command.expired || this.queue.length >= MAX_COMMANDS) this.giveUp(command);
    else this.set([...this.queue, command].sort((one, other) => one.order - other.order));
  }

  /** Not done, and the server had no word in it: that is told. */
  private giveUp(command: Command): void {
    this.expired += 1;
    this.fail(command);
    this.options.onChange();
  }

  private fail(command: Command, error: unknown = new CallError('unreachable')): void {
    command.settle();
    if (this.queue.includes(command)) this.set(this.queue.filter((other) => other !== command));
    command.reject(error);
  }

  private set(queue: readonly Command[]): void {
    const changed = queue.length !== this.queue.length;
    this.queue = queue;
    if (changed) this.options.onChange();
  }
}
