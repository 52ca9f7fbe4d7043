// What a person sees: how many pictures of others, and whether they move.

const patience = 30_000;

/** Resolves once exactly `count` elements match `selector` and each of them has presented ten new frames. */
export async function picturesMove(page, selector, count) {
  await page.waitForFunction(
    (css, expected) => {
      const videos = [...document.querySelectorAll(css)];
      for (const video of videos) {
        if (video.framesSeen !== undefined) continue;
        video.framesSeen = 0;
        const seen = () => {
          video.framesSeen += 1;
          video.requestVideoFrameCallback(seen);
        };
        video.requestVideoFrameCallback(seen);
      }
      const baselines = (window.frameBaselines ??= new Map());
      for (const video of videos) if (!baselines.has(video)) baselines.set(video, video.framesSeen);
      const moving = videos.length === expected && videos.every((video) => video.framesSeen >= baselines.get(video) + 10);
      if (moving) window.frameBaselines = undefined;
      return moving;
    },
    { timeout: patience, polling: 100 },
    selector,
    count,
  );
}

/** Resolves once exactly `count` elements match `selector`. */
export async function exactly(page, selector, count) {
  await page.waitForFunction((css, expected) => document.querySelectorAll(css).length === expected, { timeout: patience, polling: 50 }, selector, count);
}
