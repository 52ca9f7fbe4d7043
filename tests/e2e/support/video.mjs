// What a person sees: how many pictures of others, and whether they move.

/** How long anything may take, in milliseconds. */
export const patience = 30_000;

/** Resolves once exactly `count` elements match `selector` and each of them has presented ten new frames. */
export async function picturesMove(page, selector, count, { timeout = patience } = {}) {
  await page.waitForFunction(
    (css, expected) => {
      const counts = (window.framesSeen ??= new Map());
      const countFrames = (video) => {
        // A page asked for every frame has more to do than one that is only looked at: so only while somebody waits.
        if (window.framesSeen !== counts) return;
        counts.set(video, (counts.get(video) ?? -1) + 1);
        video.requestVideoFrameCallback(() => countFrames(video));
      };
      const videos = [...document.querySelectorAll(css)];
      for (const video of videos) if (!counts.has(video)) countFrames(video);
      const moving = videos.length === expected && videos.every((video) => counts.get(video) >= 10);
      if (moving) window.framesSeen = undefined;
      return moving;
    },
    { timeout, polling: 100 },
    selector,
    count,
  );
}

/** Resolves once exactly `count` elements match `selector`. */
export async function exactly(page, selector, count, { timeout = patience } = {}) {
  await page.waitForFunction((css, expected) => document.querySelectorAll(css).length === expected, { timeout, polling: 50 }, selector, count);
}
