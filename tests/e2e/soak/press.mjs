// Pressing buttons without keeping anything of the page: what puppeteer finds for a click stays alive, with all of the
// document around it, which would look like a leak of the page's own.

/** From now on `person` presses like this. */
export function keepNothing(person) {
  person.press = async (name) => {
    const found = await person.page.waitForFunction(middleOfButton, { polling: 50 }, name);
    const { x, y } = await found.jsonValue();
    await person.page.mouse.click(x, y);
  };
}

/** Waits for an element and lets go of it. */
export async function appears(page, selector) {
  await (await page.waitForSelector(selector)).dispose();
}

/** In the page: where to press the button called `name`, once nothing lies on it. */
function middleOfButton(name) {
  const called = (button) => (button.ariaLabel ?? button.innerText).replace(/\s+/g, ' ').trim() === name;
  const button = [...document.querySelectorAll('button:enabled')].find(called);
  if (!button) return null;
  const { left, top, width, height } = button.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  return button.contains(document.elementFromPoint(x, y)) ? { x, y } : null;
}
