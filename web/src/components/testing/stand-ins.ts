import { vi } from 'vitest';

/** Stands in for what jsdom lacks: a layout with one size for everything, and dialogs. */
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
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
    this.open = false;
  };
}
