import { useEffect, useEffectEvent, useState } from 'react';

/** Counts seconds down while `running`, and calls `onZero` at the end; starts over each time `running` turns true. */
export function useCountdown(seconds: number, running: boolean, onZero: () => void): number {
  const [left, setLeft] = useState(seconds);
  const finish = useEffectEvent(onZero);
  useEffect(() => {
    if (!running) return undefined;
    let rest = seconds;
    const timer = setInterval(() => {
      rest -= 1;
      setLeft(rest <= 0 ? seconds : rest);
      if (rest > 0) return;
      rest = seconds;
      finish();
    }, 1000);
    return () => {
      clearInterval(timer);
      setLeft(seconds);
    };
  }, [seconds, running]);
  return left;
}
