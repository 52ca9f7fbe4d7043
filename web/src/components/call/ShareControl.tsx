import { useTranslation } from 'react-i18next';
import { useCallView, useShortcut } from '../../hooks/useCallView';
import { useManners } from '../../hooks/useManners';
import { useShare } from '../../hooks/useShare';
import { Control } from './Control';

/** Shares the screen beside the camera, or stops. Not there where the browser cannot; on a narrow page only in the menu. */
export function ShareControl() {
  const { t } = useTranslation();
  const { session } = useCallView();
  const share = useShare(session.screen);
  const { room } = useManners();
  const allowed = room.settings.share === 'everyone' || room.role === 'host';
  useShortcut('share', () => allowed && share.toggle());
  if (!share.supported || !allowed) return null;
  return (
    <Control
      icon="screen"
      label={t('share.name')}
      pressed={share.on}
      onClick={share.toggle}
      className="toggle-wide"
    />
  );
}
