import address from './writer.worker?worker&url';
import type { WriterOrder, WriterReport } from './writer.worker';

/** What waits to be written at most, in bytes: a disk slower than this ends the recording instead of filling the memory. */
const MAX_WAITING = 32_000_000;

interface TrustedTypes {
  readonly createPolicy: (
    name: string,
    rules: { readonly createScriptURL: (address: string) => string },
  ) => { readonly createScriptURL: (address: string) => string };
}

/** The page's policy lets only named places make addresses of scripts; this is the one, and it knows one address. */
function trusted(script: string): string {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy('moim-recording', {
    createScriptURL: (asked) => {
      if (asked !== address) throw new TypeError('not the script that writes');
      return asked;
    },
  });
  return policy?.createScriptURL(script) ?? script;
}

export interface WriterEvents {
  readonly onTick: () => void;
  readonly onFailed: (reason: string) => void;
}

/** A file in the browser's own storage that grows while it is written, from a thread of its own. */
export class RecordingWriter {
  private readonly worker = new Worker(trusted(address), { type: 'module' });
  private waiting = 0;
  private readonly expected = new Map<WriterReport['type'], () => void>();

  constructor(private readonly events: WriterEvents) {
    this.worker.addEventListener('message', ({ data }: MessageEvent<WriterReport>) => this.heard(data));
    this.worker.addEventListener('error', ({ message }) => events.onFailed(message));
  }

  open(name: string, tick: number): Promise<void> {
    return this.order({ type: 'open', name, tick }, 'opened');
  }

  async write(chunk: Blob): Promise<void> {
    this.waiting += chunk.size;
    if (this.waiting > MAX_WAITING) {
      this.events.onFailed('the disk is too slow');
      return;
    }
    const bytes = await chunk.arrayBuffer();
    const order: WriterOrder = { type: 'write', bytes };
    this.worker.postMessage(order, [bytes]);
  }

  async close(): Promise<void> {
    await this.order({ type: 'close' }, 'closed');
    this.worker.terminate();
  }

  private order(order: WriterOrder, answer: 'opened' | 'closed'): Promise<void> {
    return new Promise((resolve) => {
      this.expected.set(answer, resolve);
      this.worker.postMessage(order);
    });
  }

  private heard(report: WriterReport): void {
    if (report.type === 'tick') this.events.onTick();
    else if (report.type === 'written') this.waiting -= report.bytes;
    else if (report.type === 'failed') this.events.onFailed(report.reason);
    this.expected.get(report.type)?.();
  }
}
