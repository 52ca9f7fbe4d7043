import { useEffect, useState } from 'react';
import type { RoomWindow } from '../core';
import { SelfTest, serversSeen, type SelfTestController, type SelfTestSnapshot } from '../core/self-test';
import { useObservable } from './useObservable';

export interface SelfTestView extends SelfTestSnapshot {
  readonly again: () => void;
}

const standard = (outside: RoomWindow): SelfTestController =>
  new SelfTest({ iceServers: (signal) => serversSeen(outside, signal) });

/** Tests the connection for as long as the component is shown: once, and again when asked. */
export function useSelfTest(outside: RoomWindow, create = standard): SelfTestView {
  const [test] = useState(() => create(outside));
  useEffect(() => {
    test.run();
    return test.dispose;
  }, [test]);
  return { ...useObservable(test), again: test.run };
}
