import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keptRecordings } from '../../app/recording/kept';
import { Button } from '../ui/Button';

const shelf = () => import('../../app/recording');

/** Recordings a closed tab left behind: to be saved or deleted. */
export function KeptRecordings() {
  const { t } = useTranslation();
  const [names, setNames] = useState(() => keptRecordings());
  const save = async (name: string): Promise<void> => {
    await (await shelf()).saveRecording(name);
    setNames(keptRecordings());
  };
  const discard = async (name: string): Promise<void> => {
    await (await shelf()).discardRecording(name);
    setNames(keptRecordings());
  };
  if (names.length === 0) return null;
  return (
    <section className="kept" aria-label={t('record.kept')}>
      <p>{t('record.kept')}</p>
      <ul>
        {names.map((name) => (
          <li key={name}>
            <span>{name}</span>
            <Button icon="check" onClick={() => void save(name)}>
              {t('record.save')}
            </Button>
            <Button look="quiet" onClick={() => void discard(name)}>
              {t('record.discard')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
