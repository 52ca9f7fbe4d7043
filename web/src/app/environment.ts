import { isInAppBrowser } from '../core';

/** An app whose built-in browser opens links instead of the real one. */
export type InAppBrowser = 'kakaotalk' | 'naver' | 'line' | 'instagram' | 'facebook' | 'other';

/**
 * What this page can do where it was opened.
 * - `ready`: everything. `insecure`: no devices, because the address is not HTTPS.
 * - `in_app`: no devices or no calls, because another app's built-in browser shows the page.
 * - `unsupported`: no calls at all.
 */
export type Environment =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'insecure';
      readonly address: string;
      readonly origin: string;
      readonly canListen: boolean;
    }
  | {
      readonly kind: 'in_app';
      readonly app: InAppBrowser;
      readonly openLink?: string;
      readonly canListen: boolean;
    }
  | { readonly kind: 'unsupported' };

export interface EnvironmentProbe {
  readonly secure: boolean;
  readonly hasCalls: boolean;
  readonly hasDevices: boolean;
  readonly userAgent: string;
  readonly href: string;
}

const APPS: readonly (readonly [RegExp, InAppBrowser])[] = [
  [/KAKAOTALK/i, 'kakaotalk'],
  [/NAVER\(inapp/i, 'naver'],
  [/\bLine\//, 'line'],
  [/Instagram/, 'instagram'],
  [/FBA[NV]|FB_IAB/, 'facebook'],
  [/; wv\)/, 'other'],
];

export function inAppBrowser(userAgent: string): InAppBrowser | undefined {
  return (
    APPS.find(([pattern]) => pattern.test(userAgent))?.[1] ??
    (isInAppBrowser(userAgent) ? 'other' : undefined)
  );
}

/** A link that leaves the app for the real browser, where the app or the system knows one. */
export function openElsewhere(app: InAppBrowser, userAgent: string, href: string): string | undefined {
  if (app === 'kakaotalk') return `kakaotalk://web/openExternal?url=${encodeURIComponent(href)}`;
  const url = new URL(href);
  if (app === 'line') {
    url.searchParams.set('openExternalBrowser', '1');
    return url.href;
  }
  if (!userAgent.includes('Android')) return undefined;
  return `intent://${url.host}${url.pathname}${url.search}#Intent;scheme=${url.protocol.replace(':', '')};action=android.intent.action.VIEW;end`;
}

/** The same page over HTTPS. */
export function secureAddress(href: string): string {
  const url = new URL(href);
  url.protocol = 'https:';
  return url.href;
}

export function examine(probe: EnvironmentProbe): Environment {
  const app = inAppBrowser(probe.userAgent);
  if (app && !(probe.hasCalls && probe.hasDevices)) {
    const openLink = openElsewhere(app, probe.userAgent, probe.href);
    return { kind: 'in_app', app, canListen: probe.hasCalls, ...(openLink ? { openLink } : {}) };
  }
  if (!probe.secure) {
    const origin = new URL(probe.href).origin;
    return { kind: 'insecure', address: secureAddress(probe.href), origin, canListen: probe.hasCalls };
  }
  return probe.hasCalls ? { kind: 'ready' } : { kind: 'unsupported' };
}

export function probeBrowser(view: Window & typeof globalThis): EnvironmentProbe {
  const devices: unknown = Reflect.get(view.navigator, 'mediaDevices');
  return {
    secure: view.isSecureContext,
    hasCalls: 'RTCPeerConnection' in view && typeof view.RTCPeerConnection === 'function',
    hasDevices: devices !== undefined,
    userAgent: view.navigator.userAgent,
    href: view.location.href,
  };
}

export type BrowserFamily = 'chrome' | 'firefox' | 'safari' | 'ios' | 'other';
export type SystemFamily = 'mac' | 'windows' | 'other';

/** Which words explain where to allow a device. */
export function browserFamily(userAgent: string): BrowserFamily {
  if (/iPhone|iPad|iPod/.test(userAgent)) return 'ios';
  if (userAgent.includes('Firefox/')) return 'firefox';
  if (/Chrome\/|Chromium\//.test(userAgent)) return 'chrome';
  return userAgent.includes('Safari/') ? 'safari' : 'other';
}

export function systemFamily(userAgent: string): SystemFamily {
  if (userAgent.includes('Windows')) return 'windows';
  return userAgent.includes('Macintosh') ? 'mac' : 'other';
}
