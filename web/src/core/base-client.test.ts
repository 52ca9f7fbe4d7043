import { describe, expect, it } from 'vitest';
import { BaseClient } from './testing/base-client';
import { FakePeerConnection } from './testing/fake-peer-connection';
import { parse } from './testing/fake-sdp';
import { FakeSocket } from './testing/fake-socket';
import { FakeTrack } from './testing/fake-track';
import { World, type Person } from './testing/world';

function baseClient(world: World, tracks: readonly FakeTrack[]): BaseClient {
  const socket = new FakeSocket(world.server);
  return new BaseClient(socket, () => new FakePeerConnection(world.network, {}), tracks);
}

const voice = () => new FakeTrack('audio');
const picture = () => new FakeTrack('video');

function onlyConnection(client: BaseClient): FakePeerConnection {
  const [connection] = client.connections.values();
  if (!connection) throw new Error('no connection');
  return connection;
}

/** What the base client gets from `person`, by kind. */
function receivedFrom(world: World, client: BaseClient, kind: string): MediaStreamTrack | null {
  const transceiver = onlyConnection(client).transceivers.find((one) => one.kind === kind);
  return world.network.sourceOf(transceiver?.receiver.track.asTrack);
}

const seenBy = ({ client }: Person) => client.getSnapshot().participants[0];

describe.each([
  ['sound and picture', [voice(), picture()]],
  ['picture and sound, in that order', [picture(), voice()]],
  ['sound only', [voice()]],
  ['picture only', [picture()]],
  ['nothing', []],
] as const)('a client of the base vocabulary that sends %s', (_, tracks) => {
  async function meet(baseComesFirst: boolean) {
    const world = new World(7);
    const client = baseClient(world, tracks);
    if (baseComesFirst) client.join('room');
    await world.clock.advance(200);
    const [person] = (await world.call(1)) as [Person];
    if (!baseComesFirst) client.join('room');
    await world.clock.advance(2_000);
    return { world, client, person };
  }

  it.each([
    ['that joins later and offers', false],
    ['that is there and answers', true],
  ])('%s', async (_case, baseComesFirst) => {
    const { world, client, person } = await meet(baseComesFirst);
    const seen = seenBy(person);
    expect(seen?.link).toBe('connected');
    const sent = (kind: string) => tracks.find((track) => track.kind === kind)?.asTrack ?? null;
    expect(world.network.sourceOf(seen?.tracks.audio)).toBe(sent('audio'));
    expect(world.network.sourceOf(seen?.tracks.camera)).toBe(sent('video'));
    expect(receivedFrom(world, client, 'audio')).toBe(person.microphone);
    expect(receivedFrom(world, client, 'video')).toBe(person.camera);
  });

  it('finds both tracks in one stream', async () => {
    const { client } = await meet(true);
    const lines = parse(onlyConnection(client).remoteDescription ?? { type: 'offer' })?.lines ?? [];
    expect(lines).toHaveLength(2);
    expect(new Set(lines.map(({ streams }) => streams.join()))).toEqual(new Set([lines[0]?.streams[0]]));
  });

  it('is connected again after its network was away, although it knows no restart', async () => {
    const { world, client, person } = await meet(true);
    world.network.breakPaths();
    await world.clock.advance(60_000);
    expect(seenBy(person)?.link).toBe('connected');
    expect(receivedFrom(world, client, 'audio')).toBe(person.microphone);
  });
});

describe('a client of the base vocabulary', () => {
  it('counts as sending both, as it never says', async () => {
    const world = new World(3);
    const client = baseClient(world, []);
    const [person] = (await world.call(1)) as [Person];
    client.join('room');
    await world.clock.advance(1_000);
    expect(seenBy(person)?.state).toEqual({ microphone: true, camera: true, screen: false });
    expect(seenBy(person)?.label).toBe('base');
  });
});
