import { useTranslation } from 'react-i18next';
import type { SettingsChange } from '../../core';
import { useCallView } from '../../hooks/useCallView';
import { useCommand } from '../../hooks/useCommand';
import { useManners } from '../../hooks/useManners';
import { Dialog } from '../ui/Dialog';
import { Segments } from '../ui/Segments';
import { Switch } from '../ui/Switch';
import { PasswordSetting } from './PasswordSetting';

/** What a host decides about the room; takes effect at once, for everybody. */
export function HostSettings() {
  const { t } = useTranslation();
  const { closeLayer } = useCallView();
  const { manners, room } = useManners();
  const { problem, run } = useCommand();
  const { settings } = room;
  const change = (what: SettingsChange): Promise<boolean> => run(manners.update(what));
  if (room.role !== 'host') return null;
  return (
    <Dialog heading={t('room.heading')} onClose={closeLayer}>
      <div className="settings">
        <Switch
          label={t('room.locked')}
          hint={t('room.locked_hint')}
          on={settings.locked}
          onChange={(locked) => void change({ locked })}
        />
        <Switch
          label={t('room.lobby')}
          hint={t('room.lobby_hint')}
          on={settings.lobby}
          onChange={(lobby) => void change({ lobby })}
        />
        <PasswordSetting set={settings.password} onChange={(password) => change({ password })} />
        <Policy
          label={t('room.chat')}
          value={settings.chat}
          values={['everyone', 'hosts', 'off']}
          onChange={(chat) => void change({ chat })}
        />
        <Switch
          label={t('room.history')}
          hint={t('room.history_hint')}
          on={settings.history}
          disabled={settings.chat === 'off'}
          onChange={(history) => void change({ history })}
        />
        <Policy
          label={t('room.share')}
          value={settings.share}
          values={['everyone', 'hosts']}
          onChange={(share) => void change({ share })}
        />
        <p className="field-problem" role="alert">
          {problem}
        </p>
      </div>
    </Dialog>
  );
}

interface PolicyProps<Value extends 'everyone' | 'hosts' | 'off'> {
  readonly label: string;
  readonly value: Value;
  readonly values: readonly Value[];
  readonly onChange: (value: Value) => void;
}

/** Who may do something. */
function Policy<Value extends 'everyone' | 'hosts' | 'off'>(props: PolicyProps<Value>) {
  const { t } = useTranslation();
  const { label, value, values, onChange } = props;
  const segments = values.map((one) => ({ value: one, label: t(`room.who.${one}`) }));
  return (
    <div className="policy">
      <p className="switch-label" aria-hidden="true">
        {label}
      </p>
      <Segments label={label} value={value} segments={segments} onChange={onChange} />
    </div>
  );
}
