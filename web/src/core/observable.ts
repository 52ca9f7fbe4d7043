/** Something with an immutable snapshot: the same reference until something changes, as `useSyncExternalStore` expects. */
export interface Observable<Snapshot> {
  /** Calls `listener` after every change until the returned function is called. */
  subscribe: (listener: () => void) => () => void;
  getSnapshot: () => Snapshot;
}

/** The one implementation of {@link Observable}: replace the snapshot, tell everybody. */
export class Store<Snapshot> implements Observable<Snapshot> {
  private readonly listeners = new Set<() => void>();

  constructor(private snapshot: Snapshot) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getSnapshot = (): Snapshot => this.snapshot;

  set(snapshot: Snapshot): void {
    if (Object.is(snapshot, this.snapshot)) return;
    this.snapshot = snapshot;
    for (const listener of [...this.listeners]) listener();
  }

  patch(change: Partial<Snapshot>): void {
    this.set({ ...this.snapshot, ...change });
  }
}
