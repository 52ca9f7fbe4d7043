// What real networks do to a call of two, and what the two see of it.
import { after, before, test } from 'node:test';
import { Call } from './support/call.mjs';
import { withOutage } from './support/outage.mjs';

let call, ann, ben;
before(async () => {
  call = await Call.among(['ann', 'ben']);
  [ann, ben] = call.people;
});
after(() => call?.end());

const bothMove = () => Promise.all([ann.seesPeopleMove(1), ben.seesPeopleMove(1)]);

test('one who changes networks stays in the call, again and again', async (t) => {
  for (let round = 0; round < 5; ++round) {
    const outage = await withOutage(call.people, async () => {
      await call.homes[0].changeNetwork();
      await bothMove();
    });
    t.diagnostic(`pictures of Ben, and of Ann, stood still for ${outage}`);
  }
});

test('a way that drops everything for a while is told, and mended without a click', async () => {
  await call.homes[1].drop();
  await ann.seesTile('ben', 'reconnecting');
  await call.network.heal();
  await bothMove();
});

test('media does not need the server', async () => {
  process.kill(call.server.pid, 'SIGSTOP');
  try {
    await bothMove();
  } finally {
    process.kill(call.server.pid, 'SIGCONT');
  }
  await bothMove();
});
