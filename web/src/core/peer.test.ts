import { describe, expect, it } from 'vitest';
import { MAX_EARLY_CANDIDATES } from './negotiation';
import { Peer, REPAIR_GRACE, SILENT_PAUSE, SILENT_RESTARTS } from './peer';
import type { PeerMessage } from './protocol';
import { FakeNetwork } from './testing/fake-network';
import { FakePeerConnection } from './testing/fake-peer-connection';
import { fakeTrack } from './testing/fake-track';
import { seeded, VirtualClock } from './testing/virtual-clock';
import { sendingLimits } from './uplink';

/** Two peers whose messages are held until passed on by hand. */
function pair(seed = 1) {
  const clock = new VirtualClock();
  const random = seeded(seed);
  const network = new FakeNetwork(clock, random, 5);
  const make = (selfId: string, id: string) => {
    const sent: PeerMessage[] = [];
    const way = { open: true };
    const doubts = { count: 0 };
    const peer = new Peer({
      selfId,
      id,
      rtc: {
        supported: () => true,
        createConnection: (configuration) => new FakePeerConnection(network, configuration).asConnection,
        createStream: () => ({ id: network.name('stream') }) as MediaStream,
      },
      iceServers: [],
      iceTransportPolicy: 'all',
      clock,
      random,
      tracks: { microphone: fakeTrack('audio'), camera: fakeTrack('video'), screen: null, screenAudio: null },
      limits: sendingLimits({ people: 2, sharing: false, saving: false, relief: 0 }),
      saving: false,
      returning: false,
      canSend: () => way.open,
      send: (message) => sent.push(message),
      onChange: () => undefined,
      onDoubt: () => (doubts.count += 1),
    });
    return { peer, sent, way, doubts };
  };
  return { clock, network, polite: make('a', 'b'), impolite: make('b', 'a') };
}

const of = (messages: PeerMessage[], type: PeerMessage['type']) =>
  messages.filter((message) => message.type === type);

describe('candidates', () => {
  it('that come before the description they belong to are kept', async () => {
    const { clock, polite, impolite } = pair();
    impolite.peer.connect();
    await clock.advance(100);
    for (const message of [...of(impolite.sent, 'candidate'), ...of(impolite.sent, 'offer')])
      polite.peer.receive(message);
    await clock.advance(100);
    // None of the other side's: the kept ones alone must do.
    for (const message of of(polite.sent, 'answer')) impolite.peer.receive(message);
    await clock.advance(100);
    expect([polite.peer.link, impolite.peer.link]).toEqual(['connected', 'connected']);
  });

  it('are kept up to a limit, and what is kept still works', async () => {
    const { clock, polite, impolite } = pair();
    impolite.peer.connect();
    await clock.advance(100);
    const [real] = of(impolite.sent, 'candidate');
    const bad: PeerMessage = { type: 'candidate', candidate: { candidate: 'x', usernameFragment: 'x' } };
    for (let count = 1; count < MAX_EARLY_CANDIDATES; count += 1) polite.peer.receive(bad);
    if (real) polite.peer.receive(real);
    for (let count = 0; count < 10_000; count += 1) polite.peer.receive(bad);
    await clock.advance(100);
    for (const message of of(impolite.sent, 'offer')) polite.peer.receive(message);
    await clock.advance(2_000);
    for (const message of of(polite.sent, 'answer')) impolite.peer.receive(message);
    await clock.advance(100);
    expect(polite.peer.link).toBe('connected');
  });

  it('never leave before the description they belong to', async () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const { clock, polite, impolite } = pair(seed);
      impolite.peer.connect();
      await clock.advance(100);
      expect(impolite.sent[0]?.type).toBe('offer');
      for (const message of impolite.sent) polite.peer.receive(message);
      await clock.advance(100);
      expect(polite.sent[0]?.type).toBe('answer');
    }
  });

  it('of an offer that was ignored are ignored, and those of the answer are not', async () => {
    const { clock, polite, impolite } = pair();
    impolite.peer.connect();
    polite.peer.connect();
    await clock.advance(100);
    const ignored = polite.sent.splice(0);
    for (const message of ignored) impolite.peer.receive(message);
    for (const message of impolite.sent) polite.peer.receive(message);
    await clock.advance(100);
    for (const message of polite.sent) impolite.peer.receive(message);
    await clock.advance(100);
    expect([polite.peer.link, impolite.peer.link]).toEqual(['connected', 'connected']);
  });
});

describe('a peer', () => {
  it('that was closed does nothing any more', async () => {
    const { clock, network, polite, impolite } = pair();
    impolite.peer.connect();
    await clock.advance(100);
    polite.peer.close();
    for (const message of impolite.sent) polite.peer.receive(message);
    impolite.peer.close();
    await clock.advance(200_000);
    expect(polite.sent).toEqual([]);
    expect(network.open()).toEqual([]);
  });

  it('whose offer got lost offers again', async () => {
    const { clock, polite, impolite } = pair();
    impolite.peer.connect();
    await clock.advance(100);
    impolite.sent.splice(0);
    await clock.advance(15_000);
    expect(impolite.peer.link).toBe('connecting');
    for (let round = 0; round < 4; round += 1) {
      for (const message of impolite.sent.splice(0)) polite.peer.receive(message);
      await clock.advance(100);
      for (const message of polite.sent.splice(0)) impolite.peer.receive(message);
      await clock.advance(100);
    }
    expect([polite.peer.link, impolite.peer.link]).toEqual(['connected', 'connected']);
  });
});

/** How many pictures each side was asked to send that need none before them, line by line. */
const wholePictures = (network: ReturnType<typeof pair>['network']) =>
  network
    .open()
    .map(({ transceivers }) => transceivers.map(({ kind, sender }) => [kind, sender.wholePictures]));

/** Two who are connected, with every message so far delivered. */
async function connected() {
  const both = pair();
  const { clock, polite, impolite } = both;
  impolite.peer.connect();
  for (let round = 0; round < 3; round += 1) {
    await clock.advance(100);
    for (const message of impolite.sent.splice(0)) polite.peer.receive(message);
    for (const message of polite.sent.splice(0)) impolite.peer.receive(message);
  }
  await clock.advance(2_000);
  expect([polite.peer.link, impolite.peer.link]).toEqual(['connected', 'connected']);
  polite.sent.splice(0);
  return both;
}

describe('a repair that cannot be agreed on', () => {
  it('is made up for when the way to the server is back', async () => {
    const { clock, polite } = await connected();
    polite.way.open = false;
    polite.peer.networkChanged();
    await clock.advance(100);
    expect(of(polite.sent, 'offer')).toHaveLength(0);
    polite.way.open = true;
    polite.peer.retry();
    await clock.advance(100);
    expect(of(polite.sent, 'offer')).toHaveLength(1);
  });

  it('is asked for again when the way to the server is back, where it got no answer', async () => {
    const { clock, polite, impolite } = await connected();
    polite.peer.networkChanged();
    await clock.advance(100);
    const lost = of(polite.sent.splice(0), 'offer');
    polite.peer.retry();
    await clock.advance(100);
    expect(of(polite.sent, 'offer')).toEqual(lost);
    for (const message of polite.sent.splice(0)) impolite.peer.receive(message);
    await clock.advance(100);
    for (const message of of(impolite.sent, 'answer')) polite.peer.receive(message);
    await clock.advance(100);
    polite.peer.retry();
    await clock.advance(100);
    expect(of(polite.sent, 'offer')).toHaveLength(0);
  });

  it('is made up for when the other is back, and nothing is where nothing is due', async () => {
    const { clock, polite } = await connected();
    polite.peer.setAway(true);
    polite.peer.setAway(false);
    await clock.advance(100);
    expect(of(polite.sent, 'offer')).toHaveLength(0);
    polite.peer.setAway(true);
    polite.peer.networkChanged();
    await clock.advance(100);
    expect(of(polite.sent, 'offer')).toHaveLength(0);
    polite.peer.setAway(false);
    await clock.advance(100);
    expect(of(polite.sent, 'offer')).toHaveLength(1);
  });
});

describe('silence', () => {
  it('is doubted after a moment, once, and until something comes again', async () => {
    const { clock, network, polite } = await connected();
    network.frozen = true;
    await clock.advance(900);
    expect(polite.doubts.count).toBe(1);
    expect(of(polite.sent, 'offer')).toHaveLength(0);
    await clock.advance(5_000);
    expect(polite.doubts.count).toBe(1);
    network.frozen = false;
    await clock.advance(1_000);
    network.frozen = true;
    await clock.advance(900);
    expect(polite.doubts.count).toBe(2);
  });

  it('is broken within two and a half seconds, and by a few attempts only', async () => {
    const { clock, network, polite } = await connected();
    network.frozen = true;
    await clock.advance(2_600);
    expect(of(polite.sent, 'offer')).toHaveLength(1);
    await clock.advance(SILENT_PAUSE);
    expect(of(polite.sent, 'offer')).toHaveLength(2);
    await clock.advance(20 * SILENT_PAUSE);
    expect(of(polite.sent, 'offer')).toHaveLength(SILENT_RESTARTS);
    expect(polite.peer.link).toBe('reconnecting');
  });

  it('waits for what the other side began, and not for long', async () => {
    const { clock, network, polite, impolite } = await connected();
    network.frozen = true;
    await clock.advance(900);
    impolite.peer.networkChanged();
    await clock.advance(50);
    for (let round = 0; round < 3; round += 1) {
      for (const message of impolite.sent.splice(0)) polite.peer.receive(message);
      await clock.advance(25);
      for (const message of polite.sent.splice(0)) impolite.peer.receive(message);
      await clock.advance(25);
    }
    await clock.advance(REPAIR_GRACE - 200);
    expect(polite.peer.link).toBe('reconnecting');
    expect(of(polite.sent, 'offer')).toHaveLength(0);
    await clock.advance(200);
    expect(of(polite.sent, 'offer')).toHaveLength(1);
  });

  it('ends with a whole picture for the other side, and no sound is asked for one', async () => {
    const { clock, network } = await connected();
    const asked = () => wholePictures(network);
    network.frozen = true;
    await clock.advance(2_600);
    const none = [
      ['audio', 0],
      ['video', 0],
    ];
    expect(asked()).toEqual([none, none]);
    network.frozen = false;
    await clock.advance(1_000);
    const one = [
      ['audio', 0],
      ['video', 1],
    ];
    expect(asked()).toEqual([one, one]);
  });
});

describe('another path', () => {
  it('begins with a whole picture: the last ones may have gone the old one', async () => {
    const { clock, network } = await connected();
    const [one] = network.open();
    one?.transport.iceTransport.onselectedcandidatepairchange?.();
    await clock.advance(100);
    expect(wholePictures(network)).toEqual([
      [
        ['audio', 0],
        ['video', 1],
      ],
      [
        ['audio', 0],
        ['video', 0],
      ],
    ]);
  });

  it('is nothing new where it is the first', async () => {
    const { clock, network, polite, impolite } = pair();
    impolite.peer.connect();
    await clock.advance(100);
    for (const message of impolite.sent.splice(0)) polite.peer.receive(message);
    await clock.advance(100);
    for (const { transport } of network.open()) transport.iceTransport.onselectedcandidatepairchange?.();
    await clock.advance(100);
    expect(wholePictures(network).flat()).not.toContainEqual(['video', 1]);
  });
});
