// Somebody whose tab is behind another one, slowed down as browsers do. Notes what that costs.

/** Puts the person's tab behind another one and begins to note. */
export async function goBehind({ page }) {
  await page.evaluate(() => {
    window.behind = { ticks: 0, since: performance.now(), states: [] };
    setInterval(() => (window.behind.ticks += 1), 1_000);
    const status = document.querySelector('.status');
    new MutationObserver(() => window.behind.states.push(status.dataset.connection)).observe(status, { attributeFilter: ['data-connection'] });
  });
  const inFront = await page.browserContext().newPage();
  await inFront.bringToFront();
  await page.waitForFunction(() => document.visibilityState === 'hidden', { polling: 100 });
}

/** What went wrong behind the other tab: timers that did not run, a connection that was given up. Others who reload make it reconnect. */
export async function cameBack({ page }) {
  const { ticks, seconds, states } = await page.evaluate(() => ({
    ...window.behind,
    seconds: (performance.now() - window.behind.since) / 1_000,
  }));
  await page.bringToFront();
  return [
    ...(ticks < seconds * 0.9 ? [`behind another tab, ${ticks} timers ran in ${Math.round(seconds)} s`] : []),
    ...(states.some((state) => state === 'failed' || state === 'offline') ? [`behind another tab, the connection was: ${states.join(', ')}`] : []),
  ];
}
