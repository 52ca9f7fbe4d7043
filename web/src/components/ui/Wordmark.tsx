/** The name, drawn: moim in round strokes, and the same word in Hangul behind it. */
export function Wordmark() {
  return (
    <svg className="wordmark" viewBox="0 0 168 40" aria-hidden="true" focusable="false">
      <g className="wordmark-latin">
        <path d="M4 31V19.5a6.5 6.5 0 0 1 13 0V31M17 19.5a6.5 6.5 0 0 1 13 0V31" />
        <circle cx="45.5" cy="22" r="9" />
        <path d="M63.5 13v18" />
        <path d="M72.5 31V19.5a6.5 6.5 0 0 1 13 0V31M85.5 19.5a6.5 6.5 0 0 1 13 0V31" />
      </g>
      <circle className="wordmark-dot" cx="63.5" cy="5" r="3.2" />
      <g className="wordmark-hangul">
        <path d="M115.5 11.5h13v8.5h-13zM122 24v5M112.5 29.5h19" />
        <circle cx="144.5" cy="14" r="4.2" />
        <path d="M155 9v12M142.5 24.5h12.5v6.5h-12.5z" />
      </g>
    </svg>
  );
}
