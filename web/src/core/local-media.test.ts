import { describe, expect, it, vi } from 'vitest';
import { LocalMedia, sendLocalMedia, type LocalMediaOptions } from './local-media';
import { PreferenceStore } from './preferences';
import { FakeMediaDevices, mediaFailure } from './testing/fake-media-devices';
import type { FakeTrack } from './testing/fake-track';
import { settled } from './testing/virtual-clock';
import { World, type Person } from './testing/world';

const SECURE = { secure: true, userAgent: 'Mozilla/5.0 Chrome/140' };

function setUp(devices = new FakeMediaDevices(), options: LocalMediaOptions = {}) {
  const preferences = new PreferenceStore(null);
  const media = new LocalMedia({
    devices,
    environment: SECURE,
    preferences,
    permission: () => Promise.resolve('prompt'),
    ...options,
  });
  return {
    devices,
    media,
    preferences,
    camera: () => media.getSnapshot().camera,
    microphone: () => media.getSnapshot().microphone,
  };
}

const BOTH = { microphone: true, camera: true };

describe('starting', () => {
  it('asks once for both', async () => {
    const { devices, media, camera, microphone } = setUp();
    await media.start(BOTH);
    expect(devices.requests).toHaveLength(1);
    expect(microphone()).toMatchObject({ wanted: true, pending: false, deviceId: 'mic-1', fallback: false });
    expect(camera()).toMatchObject({ wanted: true, pending: false, deviceId: 'cam-1', fallback: false });
  });

  it.each([
    [{ microphone: true, camera: false }, ['audio']],
    [{ microphone: false, camera: true }, ['video']],
    [{ microphone: false, camera: false }, []],
  ])('%j asks only for %j', async (wanted, kinds) => {
    const { devices, media } = setUp();
    await media.start(wanted);
    expect(devices.requests.flatMap(Object.keys)).toEqual(kinds);
  });

  it('uses the devices chosen last time', async () => {
    const { media, preferences, camera, microphone } = setUp();
    preferences.update({ microphoneId: 'mic-2', cameraId: 'cam-2' });
    await media.start(BOTH);
    expect([microphone().deviceId, camera().deviceId]).toEqual(['mic-2', 'cam-2']);
  });

  it('lists what is connected', async () => {
    const { media } = setUp();
    await media.start(BOTH);
    const { microphones, cameras, speakers } = media.getSnapshot();
    expect([microphones, cameras, speakers].map((list) => list.map(({ id }) => id))).toEqual([
      ['mic-1', 'mic-2'],
      ['cam-1', 'cam-2'],
      ['out-1'],
    ]);
  });

  it('is pending while the person is asked', async () => {
    const { devices, media, camera } = setUp();
    devices.hold();
    const started = media.start(BOTH);
    await settled();
    expect(camera()).toMatchObject({ wanted: true, pending: true, track: null });
    devices.answer();
    await started;
    expect(camera().pending).toBe(false);
  });
});

describe('what fails', () => {
  it.each([
    ['NotAllowedError', 'Permission denied', 'denied'],
    ['NotAllowedError', 'Permission denied by system', 'denied_by_system'],
    ['PermissionDeniedError', '', 'denied'],
    ['SecurityError', '', 'denied'],
    ['NotFoundError', 'Requested device not found', 'not_found'],
    ['NotReadableError', 'Could not start video source', 'busy'],
    ['AbortError', 'Starting videoinput failed', 'busy'],
    ['OverconstrainedError', '', 'overconstrained'],
    ['TypeError', '', 'unsupported'],
  ])('as %s "%s" is %s, for the camera only', async (name, message, kind) => {
    const { devices, media, camera, microphone } = setUp(undefined, {
      permission: (device) => Promise.resolve(device === 'microphone' ? 'granted' : 'denied'),
    });
    devices.refusal.video = mediaFailure(name, message);
    await media.start(BOTH);
    expect(camera()).toMatchObject({ wanted: true, pending: false, track: null, error: kind });
    expect(microphone().track).not.toBeNull();
  });

  it.each([
    ['insecure', { ...SECURE, secure: false }],
    ['unsupported', SECURE],
    ['in_app_browser', { ...SECURE, userAgent: 'Mozilla/5.0 (Linux; Android 14) KAKAOTALK 10.4' }],
  ] as const)('for want of an API is %s', async (kind, environment) => {
    const { media, camera, microphone } = setUp(undefined, { devices: undefined, environment });
    await media.start(BOTH);
    expect([camera().error, microphone().error]).toEqual([kind, kind]);
  });

  it.each(['KAKAOTALK 10', 'NAVER(inapp; search)', 'Line/13.1', 'Instagram 300', '[FBAN/FBIOS;FBAV/400]'])(
    'by refusal inside %s is in_app_browser',
    async (app) => {
      const devices = new FakeMediaDevices();
      devices.refusal.video = mediaFailure('NotAllowedError');
      const { media, camera } = setUp(devices, {
        environment: { secure: true, userAgent: `Mozilla/5.0 ${app}` },
      });
      await media.setOn('camera', true);
      expect(camera().error).toBe('in_app_browser');
    },
  );

  it('by refusal of both is not asked again', async () => {
    const { devices, media, camera, microphone } = setUp();
    devices.refusal.video = mediaFailure('NotAllowedError');
    devices.refusal.audio = mediaFailure('NotAllowedError');
    await media.start(BOTH);
    expect(devices.requests).toHaveLength(1);
    expect([camera().error, microphone().error]).toEqual(['denied', 'denied']);
  });

  it('because another program holds the camera, gives another one', async () => {
    const { devices, media, camera, microphone } = setUp();
    devices.busy.add('cam-1');
    await media.start(BOTH);
    expect(camera()).toMatchObject({ deviceId: 'cam-2' });
    expect(microphone().track).not.toBeNull();
  });

  it('can be tried again', async () => {
    const { devices, media, camera } = setUp();
    devices.refusal.video = mediaFailure('NotAllowedError');
    await media.setOn('camera', true);
    expect(camera().error).toBe('denied');
    delete devices.refusal.video;
    await media.setOn('camera', true);
    expect(camera()).toMatchObject({ deviceId: 'cam-1' });
    expect(camera().error).toBeUndefined();
  });

  it('is forgotten when it is switched off', async () => {
    const { devices, media, camera } = setUp();
    devices.refusal.video = mediaFailure('NotAllowedError');
    await media.setOn('camera', true);
    await media.setOn('camera', false);
    expect(camera()).toEqual({ wanted: false, pending: false, track: null, deviceId: '', fallback: false });
  });
});

describe('switching', () => {
  it('the camera off releases it', async () => {
    const { devices, media, camera } = setUp();
    await media.start(BOTH);
    await media.setOn('camera', false);
    expect(devices.live().map(({ kind }) => kind)).toEqual(['audio']);
    expect(camera().track).toBeNull();
  });

  it('the microphone off silences it at once and on is heard at once', async () => {
    const { devices, media, microphone } = setUp();
    await media.start(BOTH);
    const track = microphone().track;
    await media.setOn('microphone', false);
    expect(microphone().track).toBeNull();
    expect(track?.enabled).toBe(false);
    await media.setOn('microphone', true);
    expect(microphone().track).toBe(track);
    expect(track?.enabled).toBe(true);
    expect(devices.requests).toHaveLength(1);
  });

  it('off before the answer came leaves nothing open', async () => {
    const { devices, media, camera } = setUp();
    devices.hold();
    const on = media.setOn('camera', true);
    await media.setOn('camera', false);
    devices.answer();
    await on;
    expect(camera().track).toBeNull();
    expect(devices.live()).toEqual([]);
  });

  it('remembers what was on', async () => {
    const { media, preferences } = setUp();
    await media.setOn('camera', false);
    expect(preferences.getSnapshot()).toMatchObject({ cameraOn: false, microphoneOn: true });
  });

  it('to another device takes effect at once and is remembered', async () => {
    const { devices, media, preferences, camera } = setUp();
    await media.start(BOTH);
    await media.select('camera', 'cam-2');
    expect(camera().deviceId).toBe('cam-2');
    expect(devices.live()).toHaveLength(2);
    expect(preferences.getSnapshot().cameraId).toBe('cam-2');
  });

  it('to a camera of smaller pictures than others gives it, and another where it is just gone', async () => {
    const { devices, media, camera } = setUp();
    devices.modest.add('cam-2');
    await media.start(BOTH);
    await media.select('camera', 'cam-2');
    expect(camera().deviceId).toBe('cam-2');
    await media.select('camera', 'cam-1');
    devices.lose('cam-2');
    await media.select('camera', 'cam-2');
    expect(camera()).toMatchObject({ deviceId: 'cam-1', fallback: true });
  });

  it('finds such a camera again at the next start', async () => {
    const { devices, media, preferences, camera } = setUp();
    devices.modest.add('cam-2');
    preferences.update({ cameraId: 'cam-2' });
    await media.start(BOTH);
    expect(camera().deviceId).toBe('cam-2');
    expect(devices.live()).toHaveLength(2);
  });

  it('while off opens nothing', async () => {
    const { devices, media } = setUp();
    await media.select('camera', 'cam-2');
    expect(devices.requests).toEqual([]);
  });

  it('the speaker is remembered, and used only while it is there', async () => {
    const { devices, media } = setUp();
    await media.start(BOTH);
    await media.select('speaker', 'out-1');
    expect(media.getSnapshot().speakerId).toBe('out-1');
    devices.unplug('out-1');
    await settled();
    expect(media.getSnapshot().speakerId).toBe('');
  });

  it('everything off with stop', async () => {
    const { devices, media } = setUp();
    await media.start(BOTH);
    media.stop();
    expect(devices.live()).toEqual([]);
    expect(media.getSnapshot().microphone.wanted).toBe(false);
  });
});

describe('a device that goes', () => {
  it('is replaced, and used again when it is back', async () => {
    const { devices, media, preferences, microphone } = setUp();
    preferences.update({ microphoneId: 'mic-2' });
    await media.start(BOTH);
    devices.unplug('mic-2');
    await settled();
    expect(microphone()).toMatchObject({ deviceId: 'mic-1', fallback: true });
    devices.plug('mic-2');
    await settled();
    expect(microphone()).toMatchObject({ deviceId: 'mic-2', fallback: false });
    expect(devices.live()).toHaveLength(2);
  });

  it('and was the only one is not found until one comes', async () => {
    const { devices, media, camera } = setUp(new FakeMediaDevices(['mic-1', 'cam-1']));
    await media.start(BOTH);
    devices.unplug('cam-1');
    await settled();
    expect(camera()).toMatchObject({ wanted: true, track: null, error: 'not_found' });
    devices.plug('cam-9');
    await settled();
    expect(camera()).toMatchObject({ deviceId: 'cam-9' });
  });

  it('while muted does not switch anything on', async () => {
    const { devices, media, microphone } = setUp();
    await media.start(BOTH);
    await media.setOn('microphone', false);
    devices.unplug('mic-1');
    await settled();
    expect(devices.requests).toHaveLength(1);
    await media.setOn('microphone', true);
    expect(microphone().deviceId).toBe('mic-2');
  });

  it('is not tried again and again while another program holds it', async () => {
    const { devices, media, preferences, camera } = setUp();
    preferences.update({ cameraId: 'cam-1' });
    devices.busy.add('cam-1');
    await media.start(BOTH);
    const asked = devices.requests.length;
    devices.plug('out-2');
    devices.plug('out-3');
    await settled();
    expect(devices.requests).toHaveLength(asked);
    expect(camera()).toMatchObject({ deviceId: 'cam-2', fallback: true });
  });
});

describe('the snapshot', () => {
  it('is the same until something changes, part by part', async () => {
    const { devices, media } = setUp();
    await media.start(BOTH);
    const before = media.getSnapshot();
    await media.setOn('microphone', false);
    const after = media.getSnapshot();
    expect(after.camera).toBe(before.camera);
    expect(after.cameras).toBe(before.cameras);
    const listener = vi.fn();
    media.subscribe(listener);
    media.dispose();
    listener.mockClear();
    devices.plug('cam-3');
    await settled();
    expect(listener).not.toHaveBeenCalled();
  });
});

describe('sendLocalMedia', () => {
  it('sends what is on, as it changes, until told to stop', async () => {
    const { media, camera } = setUp();
    const world = new World();
    const [one, other] = (await world.call(2)) as [Person, Person];
    const stop = sendLocalMedia(media, one.client);
    await world.clock.advance(200);
    const seen = () => other.client.getSnapshot().participants[0];
    expect(seen()?.state).toMatchObject({ microphone: false, camera: false });
    await media.start({ microphone: false, camera: true });
    await world.clock.advance(200);
    expect(seen()?.state).toMatchObject({ microphone: false, camera: true });
    expect(world.network.sourceOf(seen()?.tracks.camera)).toBe(camera().track);
    stop();
    media.stop();
    await world.clock.advance(200);
    expect(seen()?.state).toMatchObject({ camera: true });
  });
});

describe('a phone call', () => {
  const taken = (track: MediaStreamTrack | null) => track as unknown as FakeTrack;

  it('is told, and over by itself when the device is given back', async () => {
    const { media, microphone } = setUp();
    await media.start(BOTH);
    taken(microphone().track).take(true);
    expect(microphone().interrupted).toBe(true);
    taken(microphone().track).take(false);
    expect(microphone().interrupted).toBeUndefined();
  });

  it('is answered by asking again only for what was taken', async () => {
    const { devices, media, microphone, camera } = setUp();
    await media.start(BOTH);
    const before = { microphone: microphone().track, camera: camera().track };
    taken(before.microphone).take(true);
    await media.renew();
    expect(devices.requests.slice(1).flatMap(Object.keys)).toEqual(['audio']);
    expect(microphone().track).not.toBe(before.microphone);
    expect(microphone().interrupted).toBeUndefined();
    expect(camera().track).toBe(before.camera);
  });

  it('is no reason to ask for what is off', async () => {
    const { devices, media } = setUp();
    await media.start({ microphone: false, camera: false });
    await media.renew();
    expect(devices.requests).toHaveLength(0);
  });
});

describe('listening while muted', () => {
  it('gives a copy that hears, while what is sent stays silent', async () => {
    const { media, microphone } = setUp();
    expect(media.listen()).toBeNull();
    await media.start({ microphone: true, camera: false });
    const open = microphone().track;
    expect(media.listen()).toBeNull();
    await media.setOn('microphone', false);
    const copy = media.listen();
    expect(copy?.enabled).toBe(true);
    expect(copy).not.toBe(open);
    expect(open?.enabled).toBe(false);
    expect(microphone().track).toBeNull();
  });
});
