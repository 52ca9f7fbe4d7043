// What goes on when the connection to the server does not.
import { after, afterEach, before, test } from 'node:test';
import { startChromium } from './support/browsers.mjs';
import { Person } from './support/person.mjs';
import { startMoim } from './support/process.mjs';

let server, browser;
let people = [];
before(async () => ([server, browser] = await Promise.all([startMoim(), startChromium()])));
afterEach(() => Promise.all(people.splice(0).map((person) => person.close())));
after(() => Promise.all([browser.close(), server.stop()]));

test('when the server restarts under a call, everybody is back in one room without a click', async () => {
  const url = `${server.url.replace('127.0.0.1', 'localhost')}/r/restart`;
  for (const label of ['Ann', 'Ben', 'Cho']) people.push(await Person.join(browser, url, label));
  for (const person of people) await person.seesPeopleMove(2);

  const { port } = server;
  await server.stop('SIGKILL');
  for (const person of people) await person.page.waitForSelector('.status:not([data-connection="connected"])');
  server = await startMoim(['--listen', `127.0.0.1:${port}`]);
  for (const person of people) await person.page.waitForSelector('.status[data-connection="connected"]');
  for (const person of people) await person.seesPeopleMove(2);
});
