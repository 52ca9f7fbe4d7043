import type { MediaErrorKind } from './types';

/** What decides how a refusal is to be read. */
export interface MediaEnvironment {
  /** The page came over HTTPS or from this machine. */
  readonly secure: boolean;
  readonly userAgent: string;
}

export const browserEnvironment = (): MediaEnvironment => ({
  secure: globalThis.isSecureContext,
  userAgent: globalThis.navigator.userAgent,
});

const IN_APP =
  /KAKAOTALK|NAVER\(inapp|DaumApps|\bLine\/|Instagram|\bFBA[NV]\b|FB_IAB|MicroMessenger|\bBand\//;

/** The page is shown inside another app, whose browser often gives no camera and no microphone. */
export function isInAppBrowser(userAgent: string): boolean {
  return IN_APP.test(userAgent);
}

const BY_NAME: Readonly<Record<string, MediaErrorKind>> = {
  NotFoundError: 'not_found',
  DevicesNotFoundError: 'not_found',
  NotReadableError: 'busy',
  TrackStartError: 'busy',
  AbortError: 'busy',
  OverconstrainedError: 'overconstrained',
  ConstraintNotSatisfiedError: 'overconstrained',
};

const REFUSALS: ReadonlySet<string> = new Set(['NotAllowedError', 'PermissionDeniedError', 'SecurityError']);

/** Why there is no way to ask for a device at all. */
export function missingApi({ secure, userAgent }: MediaEnvironment): MediaErrorKind {
  if (!secure) return 'insecure';
  return isInAppBrowser(userAgent) ? 'in_app_browser' : 'unsupported';
}

/** Why `getUserMedia` failed. */
export function mediaError(error: unknown, environment: MediaEnvironment): MediaErrorKind {
  const { name, message } = error instanceof Error ? error : { name: '', message: '' };
  const known = BY_NAME[name];
  if (known) return known;
  if (!REFUSALS.has(name)) return missingApi(environment);
  if (isInAppBrowser(environment.userAgent)) return 'in_app_browser';
  // Only the text tells who refused, and only in some browsers.
  return /system/i.test(message) ? 'denied_by_system' : 'denied';
}
