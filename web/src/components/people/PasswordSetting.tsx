import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../../hooks/useAnnouncer';
import { Button } from '../ui/Button';
import { TextField } from '../ui/TextField';

interface PasswordSettingProps {
  /** Whether there is one now. */
  readonly set: boolean;
  /** Resolves with whether the server took it. */
  readonly onChange: (password: string | null) => Promise<boolean>;
}

/** Sets, changes and takes away the password of the room. */
export function PasswordSetting({ set, onChange }: PasswordSettingProps) {
  const { t } = useTranslation();
  const say = useAnnounce();
  const [password, setPassword] = useState('');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (password === '') return;
    void onChange(password).then((taken) => {
      if (!taken) return;
      setPassword('');
      say(t('room.password_set'));
    });
  };
  return (
    <form className="password-setting" onSubmit={submit}>
      <TextField
        label={t('room.password')}
        hint={t(set ? 'room.password_is_set' : 'room.password_is_not_set')}
        value={password}
        onChange={setPassword}
        autoComplete="off"
      />
      <div className="password-actions">
        <Button type="submit" icon="key" aria-disabled={password === ''}>
          {t(set ? 'room.password_change' : 'room.password_add')}
        </Button>
        {set && (
          <Button look="quiet" onClick={() => void onChange(null)}>
            {t('room.password_remove')}
          </Button>
        )}
      </div>
    </form>
  );
}
