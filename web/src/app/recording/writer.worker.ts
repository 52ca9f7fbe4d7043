/// <reference lib="webworker" />
import { FOLDER } from './folder';

/** To the worker: open a file, write at its end, close it. */
export type WriterOrder =
  | { readonly type: 'open'; readonly name: string; readonly tick: number }
  | { readonly type: 'write'; readonly bytes: ArrayBuffer }
  | { readonly type: 'close' };

/** From the worker. `tick`: time for the next picture; a worker's timers go on while the tab is hidden. */
export type WriterReport =
  | { readonly type: 'opened' | 'closed' | 'tick' }
  | { readonly type: 'written'; readonly bytes: number }
  | { readonly type: 'failed'; readonly reason: string };

const worker = self as unknown as DedicatedWorkerGlobalScope;
const report = (message: WriterReport): void => worker.postMessage(message);

let file: FileSystemSyncAccessHandle | undefined;
let end = 0;
let ticking: ReturnType<typeof setInterval> | undefined;

async function open(name: string, tick: number): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(FOLDER, { create: true });
  file = await (await folder.getFileHandle(name, { create: true })).createSyncAccessHandle();
  file.truncate(0);
  ticking = setInterval(() => report({ type: 'tick' }), tick);
  report({ type: 'opened' });
}

/** Straight into the file, so that what was written is there whatever happens to the tab. */
function write(bytes: ArrayBuffer): void {
  if (!file) throw new Error('not open');
  end += file.write(new Uint8Array(bytes), { at: end });
  file.flush();
  report({ type: 'written', bytes: bytes.byteLength });
}

function close(): void {
  clearInterval(ticking);
  file?.close();
  file = undefined;
  report({ type: 'closed' });
}

async function obey(order: WriterOrder): Promise<void> {
  if (order.type === 'open') await open(order.name, order.tick);
  else if (order.type === 'write') write(order.bytes);
  else close();
}

worker.addEventListener('message', ({ data }: MessageEvent<WriterOrder>) => {
  obey(data).catch((error: unknown) => report({ type: 'failed', reason: String(error) }));
});
