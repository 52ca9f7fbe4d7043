import { describe, expect, it } from 'vitest';
import { visibleConnection, type ConnectionInput } from './connection';

const base: ConnectionInput = { socket: 'connected', everConnected: true, online: true, links: [] };

describe('visibleConnection', () => {
  it.each<[string, Partial<ConnectionInput>, string]>([
    ['the first attempt', { socket: 'connecting', everConnected: false }, 'connecting'],
    ['after a first attempt that failed', { socket: 'waiting', everConnected: false }, 'reconnecting'],
    ['alone in the room', {}, 'connected'],
    ['everybody still connecting', { links: ['connecting', 'connecting'] }, 'connecting'],
    ['a newcomer connecting', { links: ['connected', 'connecting'] }, 'connected'],
    ['everybody connected', { links: ['connected', 'connected'] }, 'connected'],
    ['somebody else unstable', { links: ['connected', 'unstable'] }, 'connected'],
    ['somebody else reconnecting', { links: ['connected', 'reconnecting'] }, 'connected'],
    ['one lost among others', { links: ['connected', 'failed'] }, 'connected'],
    ['all unstable or worse', { links: ['unstable', 'reconnecting'] }, 'unstable'],
    ['all reconnecting', { links: ['reconnecting', 'failed'] }, 'reconnecting'],
    ['a newcomer while all are reconnecting', { links: ['reconnecting', 'connecting'] }, 'reconnecting'],
    ['all lost', { links: ['failed', 'failed'] }, 'failed'],
    ['the socket away while media goes on', { socket: 'waiting', links: ['connected'] }, 'reconnecting'],
    ['the socket coming back', { socket: 'connecting' }, 'reconnecting'],
    ['the socket away for long', { socket: 'exhausted' }, 'failed'],
    ['no network', { socket: 'waiting', online: false }, 'offline'],
    [
      'no network says the browser, but the server answers',
      { online: false, links: ['connected'] },
      'connected',
    ],
  ])('%s', (_, input, expected) => {
    expect(visibleConnection({ ...base, ...input })).toBe(expected);
  });
});
