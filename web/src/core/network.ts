/** What the browser knows of the network below everything. */
export interface Network {
  /** False when there is certainly none. */
  online: () => boolean;
  /** Calls `listener` when there may be another way to the world: back online, or on another kind of network. */
  subscribe: (listener: () => void) => () => void;
}

interface NetworkInformation extends EventTarget {
  readonly type?: string;
}

function onTypeChange(information: NetworkInformation, listener: () => void): () => void {
  let { type } = information;
  // The event also comes for every new estimate of the speed; only another kind of network matters here.
  const changed = () => {
    if (information.type === type) return;
    type = information.type;
    listener();
  };
  information.addEventListener('change', changed);
  return () => information.removeEventListener('change', changed);
}

/** The network as the browser reports it. */
export const browserNetwork: Network = {
  online: () => globalThis.navigator.onLine,
  subscribe: (listener) => {
    globalThis.addEventListener('online', listener);
    globalThis.addEventListener('offline', listener);
    const { connection } = globalThis.navigator as Navigator & { connection?: NetworkInformation };
    const stopWatching = connection && onTypeChange(connection, listener);
    return () => {
      globalThis.removeEventListener('online', listener);
      globalThis.removeEventListener('offline', listener);
      stopWatching?.();
    };
  },
};
