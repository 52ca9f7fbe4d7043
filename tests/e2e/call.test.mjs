// Calls between real browsers, over http on loopback and over https with the certificate that moim makes itself.
import { after, afterEach, before, describe, test } from 'node:test';
import { startChromium, startFirefox } from './support/browsers.mjs';
import { servePages } from './support/page_server.mjs';
import { Person } from './support/person.mjs';
import { schemes } from './support/schemes.mjs';
import { exactly, picturesMove } from './support/video.mjs';

for (const [scheme, start] of Object.entries(schemes)) {
  describe(`over ${scheme}`, () => {
    let server, chromium, firefox, otherFirefox;
    let people = [];
    // Firefox shows new pictures only in the window in front, so two people need two of it.
    before(async () => {
      server = await start();
      [chromium, firefox, otherFirefox] = await Promise.all([startChromium(), startFirefox(), startFirefox()]);
    });
    afterEach(() => Promise.all(people.splice(0).map((person) => person.close())));
    after(() => Promise.all([chromium, firefox, otherFirefox].map((browser) => browser?.close()).concat(server?.stop())));

    const room = (name) => `${server.url.replace('127.0.0.1', 'localhost')}/r/${name}`;
    const joins = async (browser, name, label, options) => {
      const person = await Person.join(browser, room(name), label, options);
      people.push(person);
      return person;
    };
    const leaves = async (person) => {
      people = people.filter((other) => other !== person);
      await person.close();
    };

    test('two, three and four people see each other; the fifth finds the room full', async () => {
      for (const label of ['Ann', 'Ben', '지우', 'Dan']) {
        await joins(chromium, 'four', label);
        for (const person of people) await person.seesPeopleMove(people.length - 1);
      }
      const four = [...people];
      const fifth = await Person.open(chromium, room('four'));
      await fifth.enter('Eve');
      await fifth.sees('This room is full');
      for (const person of four) await person.seesPeopleMove(3);
      for (const person of four) person.assertContent();

      // A window is closed: the others see it at once, and the one who was waiting gets the place.
      await leaves(four[1]);
      people.push(fifth);
      for (const person of [four[0], four[2], four[3], fifth]) await person.seesPeopleMove(3);
    });

    test('a reload keeps one tile, and ten quick visits leave none', async () => {
      const ann = await joins(chromium, 'reload', 'Ann');
      const ben = await joins(chromium, 'reload', 'Ben');
      await ann.seesPeopleMove(1);
      await ben.page.reload();
      await ann.seesPeopleMove(1);
      await ben.seesPeopleMove(1);
      for (let visit = 0; visit < 10; ++visit) await leaves(await joins(chromium, 'reload', 'Visitor', { devices: false }));
      await ann.seesPeople(1);
      await ann.seesPeopleMove(1);
    });

    for (const [name, pair] of Object.entries({
      'two in Firefox': () => [firefox, otherFirefox],
      'Firefox calls Chromium': () => [chromium, firefox],
      'Chromium calls Firefox': () => [firefox, chromium],
    })) {
      test(name, async () => {
        const [first, second] = pair();
        await joins(first, 'pair', 'Ann');
        await joins(second, 'pair', 'Ben');
        for (const person of people) await person.seesPeopleMove(1);
      });
    }

    test('microphone and camera are seen by the others as they are', async () => {
      const ann = await joins(chromium, 'states', 'Ann');
      const ben = await joins(chromium, 'states', 'Ben');
      await ann.seesPeopleMove(1);
      await ben.press('Microphone');
      await ann.seesTile('Ben', 'microphone off', 'camera on');
      await ben.press('Camera');
      await ann.seesTile('Ben', 'microphone off', 'camera off');
      await ben.press('Camera');
      await ben.press('Microphone');
      await ann.seesTile('Ben', 'microphone on', 'camera on');
      await ann.seesPeopleMove(1);
    });

    test('leaving is seen, and one press returns', async () => {
      const ann = await joins(chromium, 'leave', 'Ann');
      const ben = await joins(chromium, 'leave', 'Ben');
      await ann.seesPeopleMove(1);
      await ben.press('Leave');
      await ben.sees('You left the room');
      await ann.seesPeople(0);
      await ben.press('Join again');
      await ann.seesPeopleMove(1);
      await ben.seesPeopleMove(1);
    });

    if (scheme === 'http') {
      test('a page of the base vocabulary and the web client meet in one room, whoever comes first', async () => {
        const pages = await servePages();
        const context = await chromium.createBrowserContext();
        try {
          const ann = await joins(chromium, 'mixed', 'Ann');
          const base = await context.newPage();
          const moim = encodeURIComponent(server.url.replace('127.0.0.1', 'localhost'));
          await base.goto(`${pages.url}/?server=${moim}&room=mixed&label=Old`);
          await ann.seesPeopleMove(1);
          await picturesMove(base, '#others video', 1);
          const ben = await joins(chromium, 'mixed', 'Ben');
          await picturesMove(base, '#others video', 2);
          await ben.seesPeopleMove(2);
          await leaves(ann);
          await exactly(base, '#others video', 1);
        } finally {
          await context.close();
          pages.close();
        }
      });
    }
  });
}
