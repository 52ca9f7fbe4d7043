import { vi } from 'vitest';

/** Stands in for what jsdom lacks: a layout with one size for everything, a mouse, dialogs, and media. */
export function standIn(stage = { width: 1200, height: 700 }): void {
  const { prototype } = HTMLElement;
  Object.defineProperty(prototype, 'clientWidth', { configurable: true, get: () => stage.width });
  Object.defineProperty(prototype, 'clientHeight', { configurable: true, get: () => stage.height });
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = () => undefined;
      unobserve = () => undefined;
      disconnect = () => undefined;
    },
  );
  vi.stubGlobal('matchMedia', (query: string) => ({ matches: query === '(pointer: fine)' }));
  vi.stubGlobal('MediaStream', vi.fn());
  HTMLMediaElement.prototype.play = () => Promise.resolve();
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
    this.open = false;
  };
}
