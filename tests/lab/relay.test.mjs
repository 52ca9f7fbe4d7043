// Where no UDP passes, as behind the strictest firewalls: a call goes through a TURN server over TCP.
import { after, before, test } from 'node:test';
import { Call } from './support/call.mjs';
import { withOutage } from './support/outage.mjs';
import { startRelay } from './support/relay.mjs';

let call, relay;
before(async () => {
  call = await Call.among(['ann', 'ben'], {
    async prepare({ host, homes, folder }) {
      for (const home of homes) await home.drop({ protocol: 'udp' });
      relay = await startRelay(host, folder);
      return ['--ice-server', relay.iceServer];
    },
  });
});
after(async () => {
  await relay?.stop();
  await call?.end();
});

test('two without UDP see each other through a relay, and again after one changed networks', async (t) => {
  for (let round = 0; round < 3; ++round) {
    const outage = await withOutage(call.people, async () => {
      await call.homes[0].changeNetwork();
      await Promise.all(call.people.map((person) => person.seesPeopleMove(1)));
    });
    t.diagnostic(`pictures of Ben, and of Ann, stood still for ${outage}`);
  }
});
