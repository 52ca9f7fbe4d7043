import { useTranslation } from 'react-i18next';
import { CONTROLS } from './parts';

export function ControlBar() {
  const { t } = useTranslation();
  return (
    <section className="controls" aria-label={t('call.controls')}>
      <div className="controls-bar">
        {CONTROLS.map((Part, at) => (
          <Part key={at} />
        ))}
      </div>
    </section>
  );
}
