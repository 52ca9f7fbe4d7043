import type { DeviceKind, LocalMediaSnapshot, MediaErrorKind } from '../core';

/** Something that went wrong with one's own devices; one entry if it is the same for both. */
export interface MediaIssue {
  readonly error: MediaErrorKind;
  readonly kinds: readonly DeviceKind[];
}

/** What is to be said about the devices that were switched on and give nothing. */
export function mediaIssues(media: Pick<LocalMediaSnapshot, DeviceKind>): MediaIssue[] {
  const microphone = media.microphone.wanted ? media.microphone.error : undefined;
  const camera = media.camera.wanted ? media.camera.error : undefined;
  if (microphone && microphone === camera) return [{ error: microphone, kinds: ['microphone', 'camera'] }];
  return [
    ...(microphone ? [{ error: microphone, kinds: ['microphone'] as const }] : []),
    ...(camera ? [{ error: camera, kinds: ['camera'] as const }] : []),
  ];
}
