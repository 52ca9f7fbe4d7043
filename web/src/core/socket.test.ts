import { expect, it } from 'vitest';
import { transportsAfter } from './socket';

const first = (failures: number, worked: boolean) => transportsAfter(failures, worked)[0];

it('begins with WebSocket, and gives polling its turn where WebSocket may be swallowed', () => {
  expect([0, 1, 2, 3].map((failures) => first(failures, false))).toEqual([
    'websocket',
    'polling',
    'websocket',
    'polling',
  ]);
});

it('stays with WebSocket longer where it worked before', () => {
  expect([0, 1, 2, 3, 4].map((failures) => first(failures, true))).toEqual([
    'websocket',
    'websocket',
    'websocket',
    'polling',
    'websocket',
  ]);
});
