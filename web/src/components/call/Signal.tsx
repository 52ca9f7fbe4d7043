import type { Quality } from '../../core';

const LIT: Readonly<Record<Quality, number>> = { unknown: 0, poor: 1, fair: 2, good: 3, excellent: 4 };

/** Four bars, as many of them lit as the connection is good. */
export function Signal({ quality }: { readonly quality: Quality }) {
  return (
    <svg className="signal" width="18" height="14" viewBox="0 0 18 14" aria-hidden="true" focusable="false">
      {[1, 2, 3, 4].map((bar) => (
        <rect
          key={bar}
          data-lit={bar <= LIT[quality]}
          x={(bar - 1) * 4.7}
          y={14 - bar * 3.4}
          width="3.4"
          height={bar * 3.4}
          rx="1"
        />
      ))}
    </svg>
  );
}
