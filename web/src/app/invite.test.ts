// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inviteLink, keepInvites, type InviteStore } from './invite';

const open: InviteStore[] = [];
const keep = (): InviteStore => {
  const invites = keepInvites(window);
  open.push(invites);
  return invites;
};

beforeEach(() => sessionStorage.clear());
afterEach(() => open.splice(0).forEach((invites) => invites.dispose()));

it('takes an invitation out of the address, and keeps it for its room through a reload', () => {
  window.history.replaceState(null, '', '/r/book-club?lang=ko#invite=abc.d-e_f%3D');
  const invites = keep();
  expect(window.location.href).not.toContain('#');
  expect(window.location.search).toBe('?lang=ko');
  expect(invites.read('book-club')).toBe('abc.d-e_f=');
  expect(invites.read('another')).toBeNull();
  expect(keep().read('book-club')).toBe('abc.d-e_f=');
  invites.forget();
  expect(keep().read('book-club')).toBeNull();
});

it('takes one that is pasted into a page that is open already', () => {
  window.history.replaceState(null, '', '/r/book-club');
  const invites = keep();
  window.location.hash = '#invite=later';
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  expect(invites.read('book-club')).toBe('later');
  expect(window.location.hash).toBe('');
});

it('leaves other fragments, and what is no room, alone', () => {
  window.history.replaceState(null, '', '/r/book-club#main');
  expect(keep().read('book-club')).toBeNull();
  expect(window.location.hash).toBe('#main');
  window.history.replaceState(null, '', '/#invite=abc');
  keep();
  expect(window.location.hash).toBe('#invite=abc');
});

it('writes the token behind the #, so that it comes back as it was', () => {
  const link = inviteLink('https://meet.example/r/a', 'x=y/z');
  window.history.replaceState(null, '', new URL(link).pathname + new URL(link).hash);
  expect(keep().read('a')).toBe('x=y/z');
});
