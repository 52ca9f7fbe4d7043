// What hosts do, and what everybody reads in the chat.

export const named = (role, name) => `::-p-aria([name="${name}"][role="${role}"])`;

/** Opens the settings of the room, does something in them, and closes them. */
export async function decides(host, action) {
  await host.press("People");
  await host.press("Room settings");
  await host.page.waitForSelector("dialog[open]");
  await action(host.page);
  await host.page.locator(`dialog[open] ${named("button", "Close")}`).click();
  await host.press("People");
}

export const flips = (name) => async (page) => {
  await page.locator(named("switch", name)).click();
  await page.waitForFunction(
    (label) =>
      [...document.querySelectorAll("[role=switch]")].some(
        (one) => one.labels[0].innerText === label && one.checked,
      ),
    { polling: 50 },
    name,
  );
};

/** Removes somebody from the room, for good. */
export async function removes(host, name) {
  await host.press("People");
  await host.press(`Actions for ${name}`);
  await host.page.locator(named("menuitem", "Remove")).click();
  await host.page.locator(`dialog[open] ${named("button", "Remove")}`).click();
}

/** Waits until a message stands in the open chat. */
export async function reads(person, text) {
  await person.page.waitForFunction(
    (wanted) => [...document.querySelectorAll(".chat-text")].some((line) => line.innerText === wanted),
    { polling: 50 },
    text,
  );
}
