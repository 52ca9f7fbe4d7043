import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { useCommand } from '../../hooks/useCommand';
import { useManners } from '../../hooks/useManners';
import type { Person } from '../../hooks/usePeople';
import { Avatar } from '../ui/Avatar';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { Icon } from '../ui/Icon';
import { IconButton } from '../ui/IconButton';
import { Menu } from '../ui/Menu';
import { usePersonEntries } from './person-entries';

interface PersonRowProps {
  readonly person: Person;
  /** Whether it is a host who looks. */
  readonly host: boolean;
  /** Whether the room has one host only. */
  readonly onlyHost: boolean;
  readonly run: ReturnType<typeof useCommand>['run'];
}

/** One person in the list, and for a host what may be done about them. */
export function PersonRow({ person, host, onlyHost, run }: PersonRowProps) {
  const { t } = useTranslation();
  const { manners } = useManners();
  const [removing, setRemoving] = useState(false);
  const entries = usePersonEntries(person, { run, onlyHost, onRemove: () => setRemoving(true) });
  const remove = (): void => {
    setRemoving(false);
    void run(manners.remove(person.id), t('people.removed', { name: person.name }));
  };
  return (
    <li className="person">
      <Avatar name={person.label} seed={person.id} />
      <div className="person-who">
        <bdi className="person-name">{person.name}</bdi>
        {person.role === 'host' && <span className="person-role">{t('people.role.host')}</span>}
        {person.away && <span className="person-away">{t('people.away')}</span>}
      </div>
      <Sends person={person} />
      {host && entries.length > 0 && (
        <Menu label={t('people.actions', { name: person.name })} entries={entries}>
          {(button) => (
            <IconButton icon="more" label={t('people.actions', { name: person.name })} {...button} />
          )}
        </Menu>
      )}
      {removing && (
        <ConfirmDialog
          heading={t('people.remove_heading', { name: person.name })}
          confirm={t('people.remove')}
          onConfirm={remove}
          onClose={() => setRemoving(false)}
        >
          {t('people.remove_body')}
        </ConfirmDialog>
      )}
    </li>
  );
}

function Sends({ person }: { readonly person: Person }) {
  const { t } = useTranslation();
  const { microphone, camera, screen } = person.state;
  return (
    <span className="person-sends">
      <Icon name={microphone ? 'microphone' : 'microphone_off'} size={18} />
      <Icon name={camera ? 'camera' : 'camera_off'} size={18} />
      {screen && <Icon name="screen" size={18} />}
      <span className="unseen">
        {t(`tile.microphone.${microphone ? 'on' : 'off'}`)}, {t(`tile.camera.${camera ? 'on' : 'off'}`)}
        {screen && `, ${t('tile.screen')}`}
      </span>
    </span>
  );
}
