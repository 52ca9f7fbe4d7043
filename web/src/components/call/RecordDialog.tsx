import { useTranslation } from 'react-i18next';
import { useCallView } from '../../hooks/useCallView';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';

/** Before anything is recorded: what will be, where it goes, and that everybody is told. */
export function RecordDialog() {
  const { t } = useTranslation();
  const { closeLayer, recording } = useCallView();
  const start = (): void => {
    closeLayer();
    recording.start();
  };
  return (
    <Dialog heading={t('record.heading')} onClose={closeLayer}>
      <p>{t('record.what')}</p>
      <p>{t('record.told')}</p>
      <div className="dialog-actions">
        <Button look="primary" icon="record" onClick={start}>
          {t('record.start')}
        </Button>
        <Button onClick={closeLayer}>{t('record.cancel')}</Button>
      </div>
    </Dialog>
  );
}
