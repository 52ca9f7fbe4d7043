import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { parseRoomInput } from '../../app/rooms';
import { Button } from '../ui/Button';
import { TextField } from '../ui/TextField';

interface JoinFormProps {
  readonly onRoom: (room: string) => void;
}

/** Takes a link or a room's name. */
export function JoinForm({ onRoom }: JoinFormProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<'empty' | 'long' | 'unusable'>();
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const input = parseRoomInput(text);
    if ('room' in input) onRoom(input.room);
    else setProblem(input.problem);
  };
  const change = (value: string): void => {
    setText(value);
    setProblem(undefined);
  };
  return (
    <form className="join-form" onSubmit={submit} noValidate>
      <TextField
        label={t('home.join_label')}
        placeholder={t('home.join_placeholder')}
        value={text}
        onChange={change}
        problem={problem && t(`home.problem.${problem}`)}
        autoComplete="off"
      />
      <Button type="submit" icon="arrow">
        {t('home.join')}
      </Button>
    </form>
  );
}
