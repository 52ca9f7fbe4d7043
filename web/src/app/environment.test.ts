import { describe, expect, it } from 'vitest';
import { examine, type EnvironmentProbe } from './environment';

const CHROME = 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36';
const KAKAO = `${CHROME} KAKAOTALK 25.1.0`;
const LINE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari Line/15.0';
const READY: EnvironmentProbe = {
  secure: true,
  hasCalls: true,
  hasDevices: true,
  userAgent: CHROME,
  href: 'https://meet.example.org/r/a?lang=ko',
};

describe('examine', () => {
  it('finds nothing wrong with a current browser on a secure address, also inside an app', () => {
    expect(examine(READY)).toEqual({ kind: 'ready' });
    expect(examine({ ...READY, userAgent: KAKAO })).toEqual({ kind: 'ready' });
  });

  it('names the secure address of a page that is not on one', () => {
    const href = 'http://192.168.0.12:8080/r/a';
    expect(examine({ ...READY, secure: false, hasDevices: false, href })).toEqual({
      kind: 'insecure',
      origin: 'http://192.168.0.12:8080',
      address: 'https://192.168.0.12:8080/r/a',
      canListen: true,
    });
  });

  it('says so when there are no calls at all', () => {
    expect(examine({ ...READY, hasCalls: false })).toEqual({ kind: 'unsupported' });
  });

  it.each([
    [KAKAO, 'kakaotalk', /^kakaotalk:\/\/web\/openExternal\?url=https%3A/],
    [LINE, 'line', /openExternalBrowser=1/],
    [
      `${CHROME} Instagram 300.0`,
      'instagram',
      /^intent:\/\/meet\.example\.org\/r\/a\?lang=ko#Intent;scheme=https/,
    ],
  ])('leads out of the app of %s', (userAgent, app, openLink) => {
    expect(examine({ ...READY, hasDevices: false, userAgent })).toMatchObject({
      kind: 'in_app',
      app,
      canListen: true,
      openLink: expect.stringMatching(openLink) as string,
    });
  });
});
