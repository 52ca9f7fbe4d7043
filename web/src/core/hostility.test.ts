import { describe, expect, it } from 'vitest';
import { World, type Person } from './testing/world';

describe('what makes no sense', () => {
  it.each<[string, unknown]>([
    ['user_enter', null],
    ['user_enter', { id: 7 }],
    ['user_state', { id: 'nobody', state: [] }],
    ['user_exit', {}],
    ['getOffer', { offerSendID: 'nobody', sdp: { type: 'offer', sdp: 'x' } }],
    ['getOffer', 'text'],
    ['getAnswer', { answerSendID: null, sdp: null }],
    ['getCandidate', { candidateSendID: 'nobody', candidate: { candidate: 'x' } }],
  ])('as %s %j disturbs nothing', async (name, payload) => {
    const world = new World();
    const people = await world.call(2);
    people[0]?.socket.deliver(name, payload);
    await world.clock.advance(500);
    expect(world.faults(people)).toEqual([]);
  });

  it.each<[string, object]>([
    ['offer', { sdp: { type: 'offer', sdp: 'nonsense' } }],
    ['offer', { sdp: { type: 'rollback', sdp: '' } }],
    ['offer', { sdp: null }],
    ['answer', { sdp: { type: 'answer', sdp: 'nonsense' } }],
    ['candidate', { candidate: { candidate: 'nonsense', usernameFragment: 'none' } }],
    ['candidate', { candidate: null }],
    ['candidate', { candidate: 7 }],
  ])('from another person as %s %j costs at most their own tile', async (name, payload) => {
    const world = new World();
    const people = (await world.call(3)) as [Person, Person, Person];
    const to = people[0].client.getSnapshot().selfId;
    const message = { ...payload, [`${name}ReceiveID`]: to };
    for (let count = 0; count < 1_000; count += 1) people[1].socket.emit(name, message, () => undefined);
    await world.clock.advance(10_000);
    expect(world.faults(people)).toEqual([]);
  });
});
