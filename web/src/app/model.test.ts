// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest';
import { createModel } from './model';
import { createRouter, parsePath } from './router';
import type { Session } from './session';

afterEach(() => window.history.replaceState(null, '', '/'));

it.each([
  ['/', { screen: 'home' }],
  ['/r/book-club', { screen: 'room', room: 'book-club' }],
  ['/r/%EB%8F%85%EC%84%9C/', { screen: 'room', room: '독서' }],
  ['/r/__proto__', { screen: 'room', room: '__proto__' }],
  ['/r/', { screen: 'missing' }],
  ['/r/%ff', { screen: 'missing' }],
  ['/admin', { screen: 'missing' }],
])('reads %s', (path, route) => {
  expect(parsePath(path)).toEqual(route);
});

it('opens a room while the address names it, and only that one', () => {
  vi.spyOn(window, 'scrollTo').mockImplementation(() => undefined);
  const dispose = vi.fn();
  const open = vi.fn((room: string) => ({ room, dispose }) as unknown as Session);
  const router = createRouter(window);
  const model = createModel(router, open);
  expect(open).not.toHaveBeenCalled();
  router.go('/r/a');
  router.go('/r/a');
  expect(open).toHaveBeenCalledOnce();
  expect(model.getSnapshot().session?.room).toBe('a');
  router.go('/r/b');
  router.go('/');
  expect(dispose).toHaveBeenCalledTimes(2);
  expect(model.getSnapshot()).toEqual({ route: { screen: 'home' } });
  model.dispose();
  router.dispose();
});
