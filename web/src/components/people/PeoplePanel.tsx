import { useTranslation } from 'react-i18next';
import { useCallView } from '../../hooks/useCallView';
import { useCommand } from '../../hooks/useCommand';
import { useManners } from '../../hooks/useManners';
import { usePeople, type Person } from '../../hooks/usePeople';
import { Panel } from '../call/Panel';
import { Button } from '../ui/Button';
import { HandQueue } from './HandQueue';
import { PersonRow } from './PersonRow';
import { WaitingList } from './WaitingList';

/** Who waits, whose hand is up, and everybody in the room, with what a host may do about them. */
export function PeoplePanel() {
  const { t } = useTranslation();
  const { call, openLayer } = useCallView();
  const { manners, room } = useManners();
  const people = usePeople(call, room);
  const { problem, run } = useCommand();
  const host = room.role === 'host';
  const loud = people.filter((person) => !person.self && person.state.microphone);
  const muteAll = (): void =>
    void run(
      Promise.all(loud.map(({ id }) => manners.askState(id, 'microphone', false))),
      t('people.muted_all'),
    );
  return (
    <Panel name="people" heading={t('people.heading')}>
      <div className="people">
        <div className="people-actions">
          <Button icon="link" onClick={() => openLayer('invite')}>
            {t('invite.open')}
          </Button>
          {host && (
            <Button icon="shield" onClick={() => openLayer('room')}>
              {t('room.open')}
            </Button>
          )}
          {host && loud.length > 0 && (
            <Button icon="microphone_off" onClick={muteAll}>
              {t('people.mute_all')}
            </Button>
          )}
        </div>
        <p className="field-problem" role="alert">
          {problem}
        </p>
        {host && <WaitingList waiting={room.waiting} manners={manners} run={run} />}
        <HandQueue people={people} hands={room.hands} host={host} manners={manners} run={run} />
        <Everybody people={people} host={host} run={run} />
      </div>
    </Panel>
  );
}

interface EverybodyProps {
  readonly people: readonly Person[];
  readonly host: boolean;
  readonly run: ReturnType<typeof useCommand>['run'];
}

function Everybody({ people, host, run }: EverybodyProps) {
  const { t } = useTranslation();
  const hosts = people.filter(({ role }) => role === 'host').length;
  return (
    <section aria-labelledby="people-all">
      <h3 id="people-all">{t('people.all', { count: people.length })}</h3>
      <ul className="people-list">
        {people.map((person) => (
          <PersonRow key={person.id} person={person} host={host} onlyHost={hosts === 1} run={run} />
        ))}
      </ul>
    </section>
  );
}
