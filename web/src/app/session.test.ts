// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeSession, OFF } from '../components/testing/fake-session';
import { rememberedCall } from '../core';
import { followPage } from './page-life';
import { comeBack } from './session';

beforeEach(() => sessionStorage.clear());

it('remembers for a reload that a call goes on, and forgets it when it is over', () => {
  const { session, call } = fakeSession();
  call.patch({ phase: 'joined' });
  expect(rememberedCall()).toEqual({ room: 'room', label: 'Ada', microphone: false, camera: false });
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
  comeBack(session, { room: 'room', label: '민수', microphone: true, camera: false });
  expect(start).toHaveBeenCalledWith({ microphone: true, camera: false });
  expect(join).toHaveBeenCalledWith({ room: 'room', label: '민수' });
});

it('is filmed by nobody once another page has the place', () => {
  const { session, call } = fakeSession();
  const stop = vi.spyOn(session.media, 'stop');
  call.patch({ phase: 'joined' });
  call.patch({ phase: 'moved' });
  expect(stop).toHaveBeenCalledOnce();
  expect(rememberedCall()).toBeNull();
});

it('gives up the place and the devices of a page that is put away, and takes both again', () => {
  const { session, call } = fakeSession({}, { microphone: { ...OFF, wanted: true } });
  const pages = new EventTarget();
  followPage(pages as Window, () => session);
  const shown = (type: string, persisted: boolean) =>
    pages.dispatchEvent(Object.assign(new Event(type), { persisted }));
  const [stop, start] = [vi.spyOn(session.media, 'stop'), vi.spyOn(session.media, 'start')];
  call.patch({ phase: 'joined' });
  shown('pagehide', false);
  expect(stop).not.toHaveBeenCalled();
  shown('pagehide', true);
  expect(stop).toHaveBeenCalledOnce();
  expect(session.call.suspend).toHaveBeenCalledOnce();
  shown('pageshow', true);
  expect(start).toHaveBeenCalledWith({ microphone: true, camera: false });
  expect(session.call.wake).toHaveBeenCalledOnce();
});
