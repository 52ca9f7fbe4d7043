// The parts of the measurement, one after the other. What fails is tried once more, and both are said; what fails twice
// is missing from the results, and the rest goes on.
import { typing } from './chat.mjs';
import { firstPictures, growingRoom, scriptBytes, timeToInteractive } from './measure.mjs';

const sizes = [2, 3, 4];

export class Bench {
  /** `firsts`: ms; `rooms`: by client, what was measured of each room; `uplinks`: the same; `bytes`; `visits`: ms; `typed`: ms of each key. */
  results = { firsts: [], rooms: { moim: [], original: [] }, uplinks: [], bytes: undefined, visits: [], typed: undefined };

  constructor(options) {
    Object.assign(this, options);
  }

  async #attempt(what, work) {
    for (const again of [true, false]) {
      try {
        return await work();
      } catch (error) {
        this.say(`${what}: ${error.message.split('\n', 1)[0]}${again ? '; once more' : '; left out'}`);
      }
    }
    return undefined;
  }

  async first() {
    const { server, plan, say, inBrowser, web, results } = this;
    say(`Join to the first picture, ${plan.firsts} times`);
    const onResult = (time) => results.firsts.push(time);
    await this.#attempt('first pictures', () =>
      inBrowser({}, (browser) => firstPictures({ client: web, server, browser, runs: plan.firsts - results.firsts.length, onResult })),
    );
  }

  async cpu() {
    const places = new Map();
    for (let round = 1; round <= this.plan.rounds; ++round) {
      const rooms = await this.#grow(`round ${round}`, this.web, this.small);
      for (const { count, places: where } of rooms) places.set(count, where);
      this.results.rooms.moim.push(...rooms);
      this.results.rooms.original.push(...(await this.#grow(`round ${round}`, this.base, this.small, places)));
    }
  }

  async uplink() {
    this.results.uplinks.push(...(await this.#grow('uplink', this.web, this.large)));
  }

  /** What was measured of a room that grows; after two failures, of as many sizes as the better of them reached. */
  async #grow(label, client, browserOptions, places) {
    const { plan, say, inBrowser } = this;
    let best = [];
    await this.#attempt(`${client.name}, ${label}`, () => {
      const rooms = [];
      const onResult = (room) => {
        rooms.push(room);
        if (rooms.length > best.length) best = rooms;
        say(
          `${client.name}, ${label}, ${room.count} people: CPU ${room.cpu.toFixed(3)} s/s each (others on this machine ${room.elsewhere.toFixed(2)}), ` +
            `${room.pictures.toFixed(0)} pictures/s of ${room.picture}, ${room.uplink.toFixed(0)} kbit/s up`,
        );
      };
      return inBrowser(browserOptions, (browser) => growingRoom({ client, browser, sizes, plan, places, onResult }));
    });
    return best;
  }

  async chat() {
    const { server, plan, say, inBrowser, results } = this;
    say('typing beside a full chat');
    results.typed = await this.#attempt('typing', () => inBrowser({}, (browser) => typing({ server, browser, count: plan.keys })));
  }

  async page() {
    const { server, plan, say, inBrowser, results } = this;
    say('size of the page, and when it can be used');
    results.bytes = await this.#attempt('size', () => inBrowser({}, (browser) => scriptBytes(server, browser)));
    await this.#attempt('time until it can be used', () =>
      inBrowser({}, async (browser) => {
        while (results.visits.length < plan.visits) results.visits.push(await timeToInteractive(server, browser));
      }),
    );
  }
}
