import { useTranslation } from 'react-i18next';
import type { RoomController, WaitingGuest } from '../../core';
import type { useCommand } from '../../hooks/useCommand';
import { Avatar } from '../ui/Avatar';
import { Button } from '../ui/Button';

interface WaitingListProps {
  readonly waiting: readonly WaitingGuest[];
  readonly manners: RoomController;
  readonly run: ReturnType<typeof useCommand>['run'];
}

/** Who stands at the door; a host lets them in, one by one or all. */
export function WaitingList({ waiting, manners, run }: WaitingListProps) {
  const { t } = useTranslation();
  if (waiting.length === 0) return null;
  return (
    <section className="people-waiting" aria-labelledby="people-waiting">
      <header className="people-section">
        <h3 id="people-waiting">{t('people.waiting', { count: waiting.length })}</h3>
        {waiting.length > 1 && (
          <Button look="primary" icon="check" onClick={() => void run(manners.admit('all'))}>
            {t('people.admit_all')}
          </Button>
        )}
      </header>
      <ul className="people-list">
        {waiting.map(({ id, label }) => {
          const name = label || t('app.guest');
          return (
            <li key={id} className="person">
              <Avatar name={name} seed={id} />
              <bdi className="person-name">{name}</bdi>
              <div className="person-actions">
                <Button
                  look="primary"
                  onClick={() => void run(manners.admit(id))}
                  aria-label={t('people.admit_named', { name })}
                >
                  {t('people.admit')}
                </Button>
                <Button
                  onClick={() => void run(manners.deny(id))}
                  aria-label={t('people.deny_named', { name })}
                >
                  {t('people.deny')}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
