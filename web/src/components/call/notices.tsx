import { useCallView } from '../../hooks/useCallView';
import { Interrupted } from '../devices/Interrupted';
import { MediaIssues } from '../devices/MediaIssues';
import { TapToHear } from './TapToHear';

export function DeviceTroubles() {
  const { session, local } = useCallView();
  return <MediaIssues local={local} onSelectAny={(kind) => void session.media.select(kind, '')} />;
}

export function BlockedSound() {
  return <TapToHear playback={useCallView().session.playback} />;
}

export function TakenDevices() {
  return <Interrupted controller={useCallView().session.media} />;
}
