// Starts Debian's Chromium and Firefox with fake devices, cut off from everything that is not this machine.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';

const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream=fps=15',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  // Host candidates as they are: a machine without multicast cannot resolve .local names.
  '--disable-features=WebRtcHideLocalIpsWithMdns',
  '--allow-loopback-in-peer-connection',
];

// Several people live in one browser; those behind another tab must not be slowed down.
const alwaysInFront = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

const firefoxPreferences = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.peerconnection.ice.loopback': true,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
  'media.autoplay.default': 0,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
};

// A loaded machine takes its time to start a browser.
const patience = 120_000;

const profile = (name) => mkdtemp(join(tmpdir(), `moim-e2e-${name}-`));

/** `slowsDown`: what is behind another tab is slowed down, as it is for people. `without`: arguments that are left out. */
export async function startChromium({ args = [], without = [], slowsDown = false, ...options } = {}) {
  return puppeteer.launch({
    browser: 'chrome',
    executablePath: '/usr/bin/chromium',
    headless: true,
    timeout: patience,
    acceptInsecureCerts: true,
    userDataDir: await profile('chromium'),
    args: [...chromiumArgs.filter((arg) => !without.includes(arg)), ...(slowsDown ? [] : alwaysInFront), ...args],
    ...(slowsDown && { ignoreDefaultArgs: alwaysInFront }),
    ...options,
  });
}

export async function startFirefox() {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: '/usr/bin/firefox-esr',
    headless: true,
    timeout: patience,
    acceptInsecureCerts: true,
    userDataDir: await profile('firefox'),
    extraPrefsFirefox: firefoxPreferences,
  });
}
