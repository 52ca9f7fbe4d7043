// What people in a room say and decide, between real browsers: chat, the door, the lock, the password, removal, invitations.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import io from "socket.io-client-2.3.0";
import { startChromium } from "./support/browsers.mjs";
import { decides, flips, named, reads, removes } from "./support/host.mjs";
import { Person } from "./support/person.mjs";
import { startMoim } from "./support/process.mjs";

let server, browser;
let people = [];
before(async () => {
  [server, browser] = await Promise.all([startMoim(), startChromium()]);
});
afterEach(() => Promise.all(people.splice(0).map((person) => person.close())));
after(() => Promise.all([browser?.close(), server?.stop()]));

const silent = { devices: false };
const address = (room) => `${server.url.replace("127.0.0.1", "localhost")}/r/${room}`;

async function comes(room, name, options = silent) {
  const person = await Person.open(browser, address(room), options);
  people.push(person);
  await person.enter(name, options);
  return person;
}

async function setsPassword(page, password) {
  await page.locator(named("textbox", "Password")).fill(password);
  await page.locator(named("button", "Set password")).click();
  await page.locator(named("button", "Remove password")).wait();
}

/** What a page shows of the chat, as text. */
const chatOf = (person) => person.page.$$eval(".chat-text", (lines) => lines.map((line) => line.innerText));

test("people write to each other; Enter that ends a composition sends nothing, and hostile text is text", async () => {
  const ann = await comes("chat", "Ann");
  await ann.sees("You are the first one here");
  const ben = await comes("chat", "Ben");
  await ben.seesPeople(1);
  // Who does not see it hears that somebody came.
  await ann.page.waitForFunction(() => document.querySelector("[role=status][aria-live]")?.textContent.includes("Ben"), { polling: 50 });
  for (const person of [ann, ben]) await person.press("Chat");
  const field = named("textbox", "Message to everybody");
  await ben.page.locator(field).fill("안녕");
  await ben.page.$eval(".composer-input", (input) => {
    const ends = { key: "Enter", bubbles: true, cancelable: true };
    input.dispatchEvent(new KeyboardEvent("keydown", { ...ends, isComposing: true }));
    input.dispatchEvent(new KeyboardEvent("keydown", { ...ends, keyCode: 229 }));
  });
  assert.equal(await ben.page.$eval(".composer-input", (input) => input.value), "안녕");
  await ben.page.focus(".composer-input");
  await ben.page.keyboard.press("Enter");
  await reads(ann, "안녕");
  const hostile = '<img src=x onerror="document.title=1"><script>document.title=1</script>\u202Eabc';
  await ann.page.locator(field).fill(hostile);
  await ann.press("Send");
  await reads(ben, hostile.replace("\u202E", ""));
  assert.equal(await ben.page.$(".chat img, .chat script"), null);
  assert.deepEqual(await chatOf(ann), await chatOf(ben));
  for (const person of [ann, ben]) person.assertContent();
});

test("what was written is back after a reload, and not there for who comes later", async () => {
  const ann = await comes("history", "Ann");
  await ann.sees("You are the first one here");
  const ben = await comes("history", "Ben");
  await ben.seesPeople(1);
  await ben.press("Chat");
  await ben.page.locator(named("textbox", "Message to everybody")).fill("before the reload");
  await ben.press("Send");
  await reads(ben, "before the reload");
  await ben.page.reload();
  await ben.seesPeople(1);
  await ben.press("Chat");
  await reads(ben, "before the reload");
  const eve = await comes("history", "Eve");
  await eve.seesPeople(2);
  await eve.press("Chat");
  await eve.sees("Nothing has been written yet");
});

/** Runs in the page before anything else: counts connections to others, and keeps what the server says. */
const spy = () => {
  window.connections = 0;
  window.heard = [];
  const Connection = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Connection {
    constructor(...args) {
      super(...args);
      window.connections += 1;
    }
  };
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...args) {
      super(...args);
      this.addEventListener("message", ({ data }) => window.heard.push(String(data)));
    }
  };
};

/** Somebody who takes a place and then sends everybody else what no browser would, without an end and without sense. */
function attack(room, label) {
  const socket = io(server.url, { transports: ["websocket"], forceNew: true });
  const sent = new Promise((resolve, reject) => {
    socket.on("connect_error", reject);
    socket.on("all_users", (users) => {
      for (const { id } of users) {
        for (const sdp of ["nonsense", null, 7, { type: "offer", sdp: "v=0" }, { type: "rollback" }, { type: "offer", sdp: "x".repeat(100_000) }])
          for (const kind of ["offer", "answer"]) socket.emit(kind, { sdp, [`${kind}ReceiveID`]: id });
        for (let count = 0; count < 1_000; ++count)
          socket.emit("candidate", { candidate: { candidate: `candidate:${count}`, sdpMid: "9" }, candidateReceiveID: id });
      }
      socket.emit("no_such_event", { id: "__proto__" }, "__proto__");
      // Acknowledged after all of it was handed on.
      socket.emit("update_state", { microphone: true }, resolve);
    });
    socket.emit("join_room", { room, email: label });
  });
  return { socket, sent };
}

test("a hostile one in the room costs at most their own tile, and is called what they say, as text", async () => {
  for (const name of ["Ann", "Ben"]) await comes("hostile", name, {});
  for (const person of people) await person.seesPeopleMove(1);
  const name = `<img src=x onerror=alert(1)>${"🧨".repeat(9)}`;
  const { socket, sent } = attack("hostile", `\u202e${name}\u0000`);
  try {
    await sent;
    for (const person of people) {
      await person.seesTile(name);
      await person.seesPeople(2);
      await person.seesPeopleMove(1);
      assert.equal(await person.page.$(".stage img"), null);
    }
  } finally {
    socket.close();
  }
  for (const person of people) {
    await person.seesPeople(1);
    await person.seesPeopleMove(1);
    person.assertContent();
  }
});

test("who waits at the door learns nothing of the room until a host lets them in", async () => {
  const ann = await comes("door", "Ann of the secret name");
  await ann.sees("You are the first one here");
  await decides(ann, flips("Waiting room"));
  const ben = await comes("door", "Ben", { ...silent, prepare: spy });
  await ben.sees("You asked to join");
  await ann.sees("Ben waits to come in");
  const { connections, heard } = await ben.page.evaluate(() => ({
    connections: window.connections,
    heard: window.heard.join("\n"),
  }));
  assert.equal(connections, 0);
  assert.doesNotMatch(heard, /secret name|getOffer|user_enter|all_users/);
  assert.match(heard, /waiting/);
  await ann.press("Let in");
  for (const person of [ann, ben]) await person.seesPeople(1);
  const eve = await comes("door", "Eve");
  await eve.sees("You asked to join");
  await ann.press("Show");
  await ann.press("Refuse Eve");
  await eve.sees("You were not let in");
});

test("a locked room lets nobody else in, and says so", async () => {
  const ann = await comes("lock", "Ann");
  await ann.sees("You are the first one here");
  await decides(ann, flips("Lock the room"));
  const ben = await comes("lock", "Ben");
  await ben.sees("This room is locked");
  await decides(ann, (page) => page.locator(named("switch", "Lock the room")).click());
  await ben.press("Try again");
  await ben.seesPeople(1);
});

test("a password is asked for, and a wrong one is told", async () => {
  const ann = await comes("guarded", "Ann");
  await ann.sees("You are the first one here");
  await decides(ann, (page) => setsPassword(page, "open sesame"));
  const ben = await Person.open(browser, address("guarded"));
  people.push(ben);
  await ben.sees("This room has a password.");
  const password = ben.page.locator("input[name=room-password]");
  await password.fill("abracadabra");
  await ben.enter("Ben", silent);
  await ben.sees("That is not the password");
  await password.fill("open sesame");
  await ben.press("Join");
  await ben.seesPeople(1);
});

test("who is removed does not come back, not even with a reload", async () => {
  const ann = await comes("removal", "Ann");
  await ann.sees("You are the first one here");
  const ben = await comes("removal", "Ben");
  await ben.seesPeople(1);
  await removes(ann, "Ben");
  await ben.sees("A host removed you from this room");
  await ann.seesPeople(0);
  await ben.page.reload();
  await ben.enter("Ben again", silent);
  await ben.sees("A host removed you from this room");
});

test("a muted person hears of it and obeys; to unmute is only asked", async () => {
  const ann = await comes("mute", "Ann");
  await ann.sees("You are the first one here");
  const ben = await comes("mute", "Ben", {});
  await ann.seesTile("Ben", "microphone on");
  await ann.press("People");
  await ann.press("Actions for Ben");
  await ann.page.locator(named("menuitem", "Mute")).click();
  await ben.sees("Ann muted you");
  await ann.seesTile("Ben", "microphone off");
  await ann.press("Actions for Ben");
  await ann.page.locator(named("menuitem", "Ask to unmute")).click();
  await ben.sees("Ann asks you to unmute");
  await ann.seesTile("Ben", "microphone off");
  await ben.press("Unmute");
  await ann.seesTile("Ben", "microphone on");
});

test("an invitation opens a guarded room, and does not stay in the address", async () => {
  const ann = await comes("invited", "Ann");
  await ann.sees("You are the first one here");
  await decides(ann, (page) => setsPassword(page, "open sesame"));
  await ann.press("People");
  await ann.press("Invite");
  await ann.press("Make the link");
  await ann.sees("#invite=");
  const link = await ann.page.$eval(".invite-link-box .message-address", (line) => line.innerText);
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.goto(link.replace("#", "?lang=en#"));
  await page.locator("input[name=name]").fill("Ben");
  await page.waitForFunction(() => window.location.hash === "", { polling: 50 });
  await page.locator(named("button", "Join")).click();
  await ann.seesPeople(1);
  await context.close();
});
