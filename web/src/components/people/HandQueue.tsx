import { useTranslation } from 'react-i18next';
import type { RoomController } from '../../core';
import type { useCommand } from '../../hooks/useCommand';
import type { Person } from '../../hooks/usePeople';
import { Button } from '../ui/Button';
import { IconButton } from '../ui/IconButton';

interface HandQueueProps {
  readonly people: readonly Person[];
  /** Public ids, the first hand first. */
  readonly hands: readonly string[];
  readonly host: boolean;
  readonly manners: RoomController;
  readonly run: ReturnType<typeof useCommand>['run'];
}

/** Whose hand is up, in the order to be called on. */
export function HandQueue({ people, hands, host, manners, run }: HandQueueProps) {
  const { t } = useTranslation();
  const queue = hands.flatMap((id) => people.filter((person) => person.id === id));
  if (queue.length === 0) return null;
  const lower = ({ id, self }: Person): void =>
    void run(self ? manners.raiseHand(false) : manners.lowerHand(id));
  return (
    <section aria-labelledby="people-hands">
      <header className="people-section">
        <h3 id="people-hands">{t('people.hands', { count: queue.length })}</h3>
        {host && (
          <Button icon="hand" onClick={() => void run(manners.lowerHand('all'))}>
            {t('people.lower_all')}
          </Button>
        )}
      </header>
      <ol className="people-list people-queue">
        {queue.map((person) => (
          <li key={person.id} className="person">
            <bdi className="person-name">{person.name}</bdi>
            {(host || person.self) && (
              <IconButton
                icon="close"
                label={t('people.lower_named', { name: person.name })}
                onClick={() => lower(person)}
              />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
