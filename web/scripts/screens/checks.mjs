// What can be wrong with a screen. All but `audit` run in the page.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export async function audit(page, { forced }) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (forced) =>
      window.axe.run({
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        rules: {
          // It measures the page's own colours, also where the system has put its own in their place.
          'color-contrast': { enabled: !forced },
          // Menus stand outside of everything, as they must to lie above it.
          region: { enabled: false },
        },
      }),
    forced,
  );
  return violations.map(
    ({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`,
  );
}

/** Resolves when whatever moves to an end has arrived there and is painted. What spins for ever does not count. */
export async function standStill() {
  const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  await painted();
  const passing = document
    .getAnimations()
    .filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime ?? 0));
  await Promise.allSettled(passing.map((animation) => animation.finished));
  await painted();
}

export function wide() {
  return document.documentElement.scrollWidth > window.innerWidth
    ? ['serious overflow: the page scrolls sideways']
    : [];
}

/** Tiles that lie on one another, and tiles that reach out of the stage. */
export function misplaced() {
  const tiles = [...document.querySelectorAll('.tile-place')].map((tile) => tile.getBoundingClientRect());
  const stage = document.querySelector('.stage-box')?.getBoundingClientRect();
  const apart = (a, b) =>
    a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
  const inside = (tile) =>
    tile.left >= stage.left - 1 &&
    tile.right <= stage.right + 1 &&
    tile.top >= stage.top - 1 &&
    tile.bottom <= stage.bottom + 1;
  const overlapping = tiles.some((a, at) => tiles.slice(at + 1).some((b) => !apart(a, b)));
  return [
    ...(overlapping ? ['serious overlap: tiles lie on one another'] : []),
    ...(tiles.every(inside) ? [] : ['serious overlap: a tile reaches out of the stage']),
  ];
}

/** Text that does not fit what it stands in, and controls that reach out of the window or of what holds them. */
export function cutOff() {
  const name = (element) =>
    `${element.tagName.toLowerCase()}.${element.classList[0] ?? ''} "${element.textContent.slice(0, 30)}"`;
  const shown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const style = (element) => getComputedStyle(element);
  const hidden = (element) => element.closest('.unseen, .skip, [aria-hidden="true"], svg') !== null;
  const all = [...document.querySelectorAll('body *')].filter(
    (element) => shown(element) && !hidden(element),
  );
  const holdsText = (element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const scrolls = (element) => /auto|scroll/.test(style(element).overflowX + style(element).overflowY);
  const clipped = all.filter(
    (element) =>
      holdsText(element) &&
      style(element).textOverflow !== 'ellipsis' &&
      // Only read out.
      style(element).clipPath === 'none' &&
      !scrolls(element) &&
      style(element).display !== 'inline' &&
      element.scrollWidth > element.clientWidth + 1,
  );
  const inScroller = (element) => {
    for (let up = element.parentElement; up && up !== document.body; up = up.parentElement)
      if (scrolls(up) && (up.scrollWidth > up.clientWidth || up.scrollHeight > up.clientHeight)) return true;
    return false;
  };
  const controls = all.filter((element) => element.matches('button, a, input, select, textarea'));
  const fixed = document.querySelector('.call') !== null;
  const outside = controls.filter((element) => {
    const box = element.getBoundingClientRect();
    const beyond = box.left < -1 || box.right > innerWidth + 1 || (fixed && box.bottom > innerHeight + 1);
    return beyond && !inScroller(element);
  });
  const lines = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const tops = [...range.getClientRects()].filter((box) => box.width > 1).map((box) => box.bottom);
    return tops.length === 0
      ? 0
      : (Math.max(...tops) - Math.min(...tops)) / parseFloat(style(element).fontSize);
  };
  const broken = all.filter((element) => {
    if (!element.matches('.controls-bar') || style(element).flexDirection !== 'row') return false;
    const tops = [...element.children].filter(shown).map((child) => child.getBoundingClientRect().top);
    return new Set(tops).size > 1;
  });
  const wrapped = all.filter((element) => element.matches('.button, .segment') && lines(element) > 1);
  return [
    ...clipped.map((element) => `serious cut off: ${name(element)}`),
    ...outside.map((element) => `serious outside: ${name(element)}`),
    ...broken.map((element) => `serious broken line: ${name(element)}`),
    ...wrapped.map((element) => `minor wrapped: ${name(element)}`),
  ];
}
