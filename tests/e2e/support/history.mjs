// What a page has shown over time, noted in the page itself so that nothing short is missed.

const others = '.stage li:not([aria-label*="(you)"])';

/** Notes, from now on, how many tiles of others there were at any time. */
export async function keepCounts(page) {
  await page.evaluate((selector) => {
    const history = { counts: new Set(), longestGap: 0 };
    window.seenSoFar = history;
    const note = () => history.counts.add(document.querySelectorAll(selector).length);
    note();
    new MutationObserver(note).observe(document.body, { childList: true, subtree: true });
  }, others);
}

/** The same, and the longest time the pictures stood still. */
export async function keepHistory(page) {
  await keepCounts(page);
  await page.evaluate((selector) => {
    const history = window.seenSoFar;
    for (const video of document.querySelectorAll(`${selector} video`)) {
      let last = performance.now();
      const frame = (now) => {
        history.longestGap = Math.max(history.longestGap, now - last);
        last = now;
        video.requestVideoFrameCallback(frame);
      };
      video.requestVideoFrameCallback(frame);
    }
  }, others);
}

export const history = (page) =>
  page.evaluate(() => ({ counts: [...window.seenSoFar.counts], longestGap: window.seenSoFar.longestGap }));

/** To be run before the page: keeps every connection where it can be looked at. */
export const watchConnections = `
  window.connections = [];
  const Real = RTCPeerConnection;
  window.RTCPeerConnection = class extends Real {
    constructor(configuration) {
      super(configuration);
      window.connections.push(this);
    }
  };`;

/** Bytes sent so far over all open connections. */
export const bytesSent = (page) =>
  page.evaluate(async () => {
    let bytes = 0;
    for (const connection of window.connections) {
      if (connection.connectionState !== 'connected') continue;
      for (const report of (await connection.getStats()).values())
        if (report.type === 'outbound-rtp') bytes += report.bytesSent + (report.headerBytesSent ?? 0);
    }
    return { bytes, at: performance.now() };
  });

/** The limits that are set on what is sent, one list per open connection: bits per second of sound and picture. */
export const sendingLimits = (page) =>
  page.evaluate(() =>
    window.connections
      .filter(({ connectionState }) => connectionState === 'connected')
      .map((connection) => connection.getSenders().map((sender) => sender.getParameters().encodings[0]?.maxBitrate)),
  );

/** How many connections this page has made so far, those included that are no more. */
export const connectionsMade = (page) => page.evaluate(() => window.connections.length);
