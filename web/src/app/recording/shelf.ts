import { FOLDER } from './folder';
import { allRecordings, handedOver, rememberRecordings } from './kept';

async function folder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(FOLDER, { create: true });
}

/** How long the browser gets to begin reading a file that was given to it, in milliseconds. */
const HAND_OVER_MS = 60_000;

/** Gives a recording to the browser's downloads. The file is read from disk, not from memory. False when it is not there. */
export async function saveRecording(name: string): Promise<boolean> {
  try {
    const handle = await (await folder()).getFileHandle(name);
    const file = await handle.getFile();
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = name;
    link.click();
    handedOver.add(name);
    setTimeout(() => void finish(name, link.href), HAND_OVER_MS);
    return true;
  } catch {
    forget(name);
    return false;
  }
}

async function finish(name: string, address: string): Promise<void> {
  URL.revokeObjectURL(address);
  await discardRecording(name);
}

/** Deletes a recording for good. One that another tab is still writing stays. */
export async function discardRecording(name: string): Promise<void> {
  try {
    await (await folder()).removeEntry(name);
    forget(name);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') forget(name);
  }
}

function forget(name: string): void {
  rememberRecordings(allRecordings().filter((kept) => kept !== name));
}
