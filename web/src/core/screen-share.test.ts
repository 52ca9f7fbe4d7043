import { describe, expect, it, vi } from 'vitest';
import { ScreenShare, sendScreen } from './screen-share';
import { mediaFailure } from './testing/fake-media-devices';
import { FakeTrack } from './testing/fake-track';
import { settled } from './testing/virtual-clock';
import { World, type Person } from './testing/world';

/** A screen that can be chosen, with or without its sound. */
function display(sound = true) {
  const picture = new FakeTrack('video', { width: 2560, height: 1440 });
  const audio = sound ? new FakeTrack('audio') : undefined;
  const tracks = [picture, ...(audio ? [audio] : [])];
  const stream = {
    getTracks: () => tracks,
    getVideoTracks: () => [picture],
    getAudioTracks: () => (audio ? [audio] : []),
  };
  const getDisplayMedia = vi.fn<(options?: DisplayMediaStreamOptions) => Promise<MediaStream>>(() =>
    Promise.resolve(stream as unknown as MediaStream),
  );
  return { picture, audio, getDisplayMedia, share: new ScreenShare({ devices: { getDisplayMedia } }) };
}

describe('sharing a screen', () => {
  it('keeps text readable, and leaves the voices of the call out of the sound', async () => {
    const { share, picture, audio, getDisplayMedia } = display();
    await share.start();
    expect(share.getSnapshot()).toMatchObject({ track: picture, audio, pending: false, motion: false });
    expect(picture.contentHint).toBe('detail');
    expect(audio?.contentHint).toBe('music');
    expect(getDisplayMedia.mock.calls[0]?.[0]).toMatchObject({
      video: { height: { ideal: 1440 }, frameRate: { max: 15 } },
      audio: { echoCancellation: false },
      systemAudio: 'exclude',
      selfBrowserSurface: 'exclude',
    });
  });

  it('can be made smooth while it goes on', async () => {
    const { share, picture } = display();
    await share.start();
    share.setMotion(true);
    expect(picture.contentHint).toBe('motion');
    expect(picture.constraints).toMatchObject({ frameRate: { max: 30 } });
    share.setMotion(false);
    expect(picture.contentHint).toBe('detail');
  });

  it.each([
    ['NotAllowedError', '', 'denied'],
    ['NotAllowedError', 'Permission denied by system', 'denied_by_system'],
    ['NotReadableError', '', 'failed'],
  ])('that fails with %s %s is %s, and can be tried again', async (name, message, error) => {
    const { share, getDisplayMedia, picture } = display();
    getDisplayMedia.mockRejectedValueOnce(mediaFailure(name, message));
    await share.start();
    expect(share.getSnapshot()).toMatchObject({ track: null, pending: false, error });
    await share.start();
    expect(share.getSnapshot()).toMatchObject({ track: picture });
    expect(share.getSnapshot()).not.toHaveProperty('error');
  });

  it('is not offered where the browser cannot', async () => {
    const share = new ScreenShare({ devices: {} });
    expect(share.getSnapshot().supported).toBe(false);
    await share.start();
    expect(share.getSnapshot().error).toBe('unsupported');
  });

  it('ends by the button of the page and by that of the browser', async () => {
    const { share, picture, audio } = display();
    await share.start();
    share.stop();
    expect([picture.readyState, audio?.readyState]).toEqual(['ended', 'ended']);
    const other = display();
    await other.share.start();
    other.picture.unplug();
    expect(other.share.getSnapshot()).toMatchObject({ track: null, audio: null });
    expect(other.audio?.readyState).toBe('ended');
  });

  it('chosen after it was called off is not shared', async () => {
    const { share, picture } = display();
    const started = share.start();
    share.stop();
    await started;
    expect(picture.readyState).toBe('ended');
    expect(share.getSnapshot()).toMatchObject({ track: null, pending: false });
  });
});

describe('in a call', () => {
  it('the screen and its sound come beside camera and voice, also to who comes later', async () => {
    const world = new World(101);
    const [one, other] = (await world.call(2)) as [Person, Person];
    const { share, picture, audio } = display();
    sendScreen(share, one.client);
    await share.start();
    await world.clock.advance(2_000);
    const late = world.person();
    void late.client.join({ room: 'room', label: '' });
    await world.clock.advance(3_000);
    for (const person of [other, late]) {
      const tracks = person.client.getSnapshot().participants[0]?.tracks;
      expect(world.network.sourceOf(tracks?.screen)).toBe(picture);
      expect(world.network.sourceOf(tracks?.screenAudio)).toBe(audio);
      expect(world.network.sourceOf(tracks?.camera)).toBe(one.camera);
      expect(world.network.sourceOf(tracks?.audio)).toBe(one.microphone);
    }
    share.stop();
    await settled();
    expect(one.client.getSnapshot().state.screen).toBe(false);
  });

  it('keeps its size, and moves as it is meant to', async () => {
    const world = new World(102);
    const [one] = (await world.call(2)) as [Person];
    const { share, picture } = display();
    sendScreen(share, one.client);
    await share.start();
    await world.clock.advance(2_000);
    const encoding = () =>
      world.network
        .open()
        .flatMap(({ transceivers }) => transceivers)
        .find(({ sender }) => sender.track === picture)?.sender.parameters.encodings[0];
    expect(encoding()).toMatchObject({ scaleResolutionDownBy: 1, maxFramerate: 15, priority: 'medium' });
    share.setMotion(true);
    await world.clock.advance(500);
    expect(encoding()).toMatchObject({ maxFramerate: 30 });
    one.client.setDataSaver(true);
    share.setMotion(false);
    await world.clock.advance(500);
    expect(encoding()).toMatchObject({ maxFramerate: 5 });
  });
});

describe('the data saver', () => {
  it('leaves the cameras of the others out, and takes them back, without touching what others see', async () => {
    const world = new World(103);
    const people = (await world.call(3)) as [Person, Person, Person];
    const [one, other] = people;
    const seen = () => one.client.getSnapshot().participants.map(({ tracks }) => tracks);
    one.client.setDataSaver(true);
    await world.clock.advance(2_000);
    expect(one.client.getSnapshot().dataSaver).toBe(true);
    expect(seen().map(({ camera }) => camera)).toEqual([undefined, undefined]);
    expect(seen().every(({ audio }) => world.network.sourceOf(audio) !== null)).toBe(true);
    const [mine] = other.client.getSnapshot().participants.map(({ tracks }) => tracks.camera);
    expect(world.network.sourceOf(mine)).toBe(one.camera);
    one.client.setDataSaver(false);
    await world.clock.advance(2_000);
    expect(world.faults(people)).toEqual([]);
  });

  it('holds for who comes later, and is known before a call', async () => {
    const world = new World(104);
    const [saves] = [world.person()];
    saves.client.setDataSaver(true);
    void saves.client.join({ room: 'room', label: '' });
    await world.clock.advance(500);
    const late = world.person();
    void late.client.join({ room: 'room', label: '' });
    await world.clock.advance(2_000);
    const [tracks] = saves.client.getSnapshot().participants.map((person) => person.tracks);
    expect(tracks?.camera).toBeUndefined();
    expect(world.network.sourceOf(tracks?.audio)).toBe(late.microphone);
  });
});
