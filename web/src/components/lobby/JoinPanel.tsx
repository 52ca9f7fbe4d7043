import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalMediaSnapshot } from '../../core';
import { useName } from '../../hooks/useName';
import { Button } from '../ui/Button';
import { TextField } from '../ui/TextField';

interface JoinPanelProps {
  readonly media: LocalMediaSnapshot;
  readonly joining: boolean;
  readonly onJoin: (name: string) => void;
}

function sending(media: LocalMediaSnapshot): 'both' | 'microphone' | 'camera' | 'none' {
  const microphone = media.microphone.track !== null;
  const camera = media.camera.track !== null;
  if (microphone) return camera ? 'both' : 'microphone';
  return camera ? 'camera' : 'none';
}

/** The name, and the way in: open with any devices and with none. */
export function JoinPanel({ media, joining, onJoin }: JoinPanelProps) {
  const { t } = useTranslation();
  const name = useName();
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!joining) onJoin(name.commit());
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
      <Button type="submit" look="primary" large aria-disabled={joining}>
        {joining ? t('lobby.joining') : t('lobby.join')}
      </Button>
      <p className="join-panel-sends">{t('lobby.will_send', { what: t(`lobby.send.${sending(media)}`) })}</p>
    </form>
  );
}
