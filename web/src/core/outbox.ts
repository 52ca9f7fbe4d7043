import { messageRequest, type PeerMessage } from './protocol';
import type { Signaling } from './signaling';

/** Messages kept for one person while the way to the server is broken; further ones are dropped, and recovery starts over. */
export const MAX_KEPT_MESSAGES = 256;

/**
 * Hands messages for other people to the server, and again when the way there broke under them: in order, at least once.
 * Who gets one twice does nothing the second time.
 */
export class Outbox {
  private readonly kept = new Map<string, PeerMessage[]>();

  constructor(private readonly signaling: Pick<Signaling, 'request'>) {}

  send(to: string, message: PeerMessage): void {
    const waiting = this.kept.get(to);
    // Nothing overtakes what waits.
    if (waiting) this.keep(waiting, message);
    else this.hand(to, message);
  }

  /** The place is there again: what was kept goes out. */
  flush(): void {
    const kept = [...this.kept];
    this.kept.clear();
    for (const [to, messages] of kept) for (const message of messages) this.send(to, message);
  }

  /** Nothing more is to reach `to`. */
  forget(to: string): void {
    this.kept.delete(to);
  }

  clear(): void {
    this.kept.clear();
  }

  private hand(to: string, message: PeerMessage): void {
    this.signaling.request(messageRequest(to, message), (answer) => {
      if (answer.ok || (answer.error.code !== 'unreachable' && answer.error.code !== 'timeout')) return;
      const waiting = this.kept.get(to) ?? [];
      this.kept.set(to, waiting);
      this.keep(waiting, message);
    });
  }

  private keep(waiting: PeerMessage[], message: PeerMessage): void {
    if (waiting.length < MAX_KEPT_MESSAGES) waiting.push(message);
  }
}
