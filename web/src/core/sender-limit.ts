import { scaleDown } from './uplink';

/** What one sender may take of the way out. */
export interface SenderLimit {
  /** Bits per second. */
  readonly maxBitrate: number;
  /** Of pictures: lines, and pictures a second. */
  readonly maxHeight?: number;
  readonly maxFramerate?: number;
  readonly priority: RTCPriorityType;
}

/** Holds a sender under a limit; does nothing when it is in force already. */
export async function limitSender(sender: RTCRtpSender, limit: SenderLimit): Promise<void> {
  const parameters = sender.getParameters() as Partial<RTCRtpSendParameters>;
  const encoding = parameters.encodings?.[0];
  if (!encoding) return;
  const wanted: RTCRtpEncodingParameters = {
    maxBitrate: limit.maxBitrate,
    priority: limit.priority,
    ...(limit.maxFramerate !== undefined && { maxFramerate: limit.maxFramerate }),
    ...(limit.maxHeight !== undefined && {
      scaleResolutionDownBy: scaleDown(linesOf(sender), limit.maxHeight),
    }),
  };
  // What is in force is asked, not remembered: Chromium forgets it in a rollback.
  const before = encoding as Record<string, unknown>;
  if (Object.entries(wanted).every(([name, value]) => before[name] === value)) return;
  Object.assign(encoding, wanted);
  await sender.setParameters(parameters as RTCRtpSendParameters);
}

/** Not yet in TypeScript's library: what setParameters does once, besides (WebRTC Extensions). */
type SetParameters = (
  parameters: RTCRtpSendParameters,
  options: { encodingOptions: { keyFrame: boolean }[] },
) => Promise<void>;

/** Sends one picture that needs no picture before it; where the browser cannot be asked for that, nothing happens. */
export async function refreshSender(sender: RTCRtpSender): Promise<void> {
  const parameters = sender.getParameters();
  const encodingOptions = parameters.encodings.map(() => ({ keyFrame: true }));
  await (sender.setParameters as SetParameters).call(sender, parameters, { encodingOptions });
}

/** A phone held upright captures more lines than columns: the shorter side counts. */
function linesOf({ track }: RTCRtpSender): number | undefined {
  const { width, height } = track?.getSettings() ?? {};
  return height === undefined ? undefined : Math.min(height, width ?? height);
}
