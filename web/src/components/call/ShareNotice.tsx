import { useTranslation } from 'react-i18next';
import { useCallView } from '../../hooks/useCallView';
import { useObservable } from '../../hooks/useObservable';
import { useShare } from '../../hooks/useShare';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { Switch } from '../ui/Switch';

/** While one's own screen is shared: that it is, how, and the way to stop. Or why it is not. */
export function ShareNotice() {
  const { t } = useTranslation();
  const { session } = useCallView();
  const { audio, motion, error } = useObservable(session.screen);
  const share = useShare(session.screen);
  if (error !== undefined && error !== 'denied')
    return (
      <p className="notice" role="alert">
        {t(`share.error.${error}`)}
      </p>
    );
  if (!share.on) return null;
  return (
    <div className="share-notice">
      <p>
        <Icon name="screen" />
        {t(audio ? 'share.on_with_sound' : 'share.on')}
      </p>
      <Switch label={t('share.motion')} on={motion} onChange={(smooth) => session.screen.setMotion(smooth)} />
      <Button onClick={share.toggle}>{t('share.stop')}</Button>
    </div>
  );
}
