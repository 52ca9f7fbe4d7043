import { useTranslation } from 'react-i18next';
import { useCallView } from '../../hooks/useCallView';
import { useTiles } from '../../hooks/useTiles';
import { DeviceToggle } from '../devices/DeviceToggle';
import { Control } from './Control';
import { TileFace } from './TileFace';

/** The call in a small window: a shared screen or who speaks, and the switches one needs at once. */
export function PictureFace() {
  const { t } = useTranslation();
  const { call, local, session } = useCallView();
  const { self, tiles } = useTiles(call, local.media);
  const shown =
    tiles.find(({ kind }) => kind === 'screen') ??
    tiles.find(({ key }) => key === call.activeSpeaker) ??
    tiles[0] ??
    self;
  return (
    <div className="picture">
      <main className="picture-stage" aria-label={t('call.stage')}>
        <TileFace key={shown.key} tile={shown} />
      </main>
      <section className="picture-controls" aria-label={t('call.controls')}>
        <DeviceToggle kind="microphone" local={local} />
        <DeviceToggle kind="camera" local={local} />
        <Control
          icon="leave"
          label={t('call.leave')}
          className="toggle-leave"
          onClick={() => session.call.leave()}
        />
      </section>
    </div>
  );
}
