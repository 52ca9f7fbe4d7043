// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeSession, OFF } from '../components/testing/fake-session';
import { DEFAULT_PREFERENCES, rememberedCall } from '../core';
import { comeBack } from './session';

beforeEach(() => sessionStorage.clear());

it('remembers for a reload that a call goes on, and forgets it when it is over', () => {
  const { session, call } = fakeSession();
  call.patch({ phase: 'joined' });
  expect(rememberedCall()).toBe('room');
  call.patch({ phase: 'left' });
  expect(rememberedCall()).toBeNull();
  expect(session.spent()).toBeGreaterThanOrEqual(0);
});

it('lets go of the devices with the call, and takes those that were on at the way back', () => {
  const { session, call, join } = fakeSession({}, { microphone: { ...OFF, wanted: true } });
  const stop = vi.spyOn(session.media, 'stop');
  const start = vi.spyOn(session.media, 'start');
  call.patch({ phase: 'joined' });
  call.patch({ phase: 'left' });
  expect(stop).toHaveBeenCalledOnce();
  session.rejoin();
  expect(start).toHaveBeenCalledWith({ microphone: true, camera: false });
  expect(join).toHaveBeenCalledWith({ room: 'room', label: 'Ada' });
});

it('leads straight back after a reload, with the name and the devices one had', () => {
  const { session, join } = fakeSession();
  const start = vi.spyOn(session.media, 'start');
  comeBack(session, { ...DEFAULT_PREFERENCES, label: '민수', cameraOn: false });
  expect(start).toHaveBeenCalledWith({ microphone: true, camera: false });
  expect(join).toHaveBeenCalledWith({ room: 'room', label: '민수' });
});
