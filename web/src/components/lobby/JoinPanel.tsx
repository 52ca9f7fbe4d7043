import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalMediaSnapshot } from '../../core';
import { useName } from '../../hooks/useName';
import { Button } from '../ui/Button';
import { TextField } from '../ui/TextField';

interface JoinPanelProps {
  readonly media: LocalMediaSnapshot;
  readonly joining: boolean;
  /** The room has a password. */
  readonly guarded: boolean;
  /** Why one was not let in. */
  readonly refused: 'password_required' | 'wrong_password' | undefined;
  readonly onJoin: (name: string, password?: string) => void;
}

function sending(media: LocalMediaSnapshot): 'both' | 'microphone' | 'camera' | 'none' {
  const microphone = media.microphone.track !== null;
  const camera = media.camera.track !== null;
  if (microphone) return camera ? 'both' : 'microphone';
  return camera ? 'camera' : 'none';
}

/** The name, and the way in: open with any devices and with none. */
export function JoinPanel({ media, joining, guarded, refused, onJoin }: JoinPanelProps) {
  const { t } = useTranslation();
  const name = useName();
  const [password, setPassword] = useState('');
  const asks = guarded || refused !== undefined;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!joining) onJoin(name.commit(), password === '' ? undefined : password);
  };
  return (
    <form className="join-panel" onSubmit={submit} noValidate>
      <TextField
        label={t('lobby.name')}
        hint={t('lobby.name_hint')}
        placeholder={t('lobby.name_placeholder')}
        value={name.typed}
        onChange={name.type}
        autoComplete="nickname"
        name="name"
      />
      {asks && (
        <TextField
          label={t('lobby.password')}
          hint={t('lobby.password_hint')}
          problem={refused && t(`lobby.refused.${refused}`)}
          value={password}
          onChange={setPassword}
          type="password"
          autoComplete="off"
          name="room-password"
        />
      )}
      <Button type="submit" look="primary" large aria-disabled={joining}>
        {joining ? t('lobby.joining') : t('lobby.join')}
      </Button>
      <p className="join-panel-sends">{t('lobby.will_send', { what: t(`lobby.send.${sending(media)}`) })}</p>
    </form>
  );
}
