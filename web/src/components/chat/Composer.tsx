import { useEffect, useId, useRef, useState, type KeyboardEvent, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { endsComposition } from '../../app/composition';
import { codePoints, MAX_MESSAGE, type RoomController, type TextProblem } from '../../core';
import { useDraft } from '../../hooks/useDraft';
import { useLanguage } from '../../hooks/useLanguage';
import { IconButton } from '../ui/IconButton';

/** From here on it is said how much room is left. */
const NEARLY_FULL = MAX_MESSAGE - 200;

/** Where a message is written. Enter sends it, unless it ends a composition; Shift and Enter begin a new line. */
export function Composer({ manners }: { readonly manners: RoomController }) {
  const { t } = useTranslation();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useDraft(manners);
  const [problem, setProblem] = useState<Exclude<TextProblem, 'empty'>>(null);
  const length = codePoints(text.trim());
  // Who opens the chat to write finds the cursor where one writes; on a touch screen that would raise the keyboard.
  useEffect(() => {
    if (window.matchMedia('(pointer: fine)').matches) area.current?.focus({ preventScroll: true });
  }, []);
  const send = (): void => {
    const found = manners.write(text);
    setProblem(found === 'empty' ? null : found);
    if (found === null) setText('');
    area.current?.focus({ preventScroll: true });
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    send();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || endsComposition(event.nativeEvent)) return;
    event.preventDefault();
    send();
  };
  return (
    <form className="composer" onSubmit={submit}>
      <label className="unseen" htmlFor={id}>
        {t('chat.label')}
      </label>
      <textarea
        id={id}
        ref={area}
        className="input composer-input"
        rows={1}
        dir="auto"
        value={text}
        placeholder={t('chat.placeholder')}
        aria-invalid={problem !== null}
        aria-describedby={`${id}-note`}
        onChange={(event) => {
          setText(event.target.value);
          setProblem(null);
        }}
        onKeyDown={onKeyDown}
      />
      <IconButton icon="send" label={t('chat.send')} type="submit" className="composer-send" />
      <Note id={`${id}-note`} problem={problem} length={length} />
    </form>
  );
}

interface NoteProps {
  readonly id: string;
  readonly problem: Exclude<TextProblem, 'empty'>;
  /** Code points typed so far. */
  readonly length: number;
}

/** What is wrong, how much room is left, or how to send. */
function Note({ id, problem, length }: NoteProps) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const number = new Intl.NumberFormat(language);
  if (problem) {
    return (
      <p id={id} className="field-problem" role="alert">
        {t(`chat.problem.${problem}`, { limit: number.format(MAX_MESSAGE) })}
      </p>
    );
  }
  const left = number.format(MAX_MESSAGE - length);
  return (
    <p id={id} className="field-hint">
      {length > NEARLY_FULL ? t('chat.left', { left }) : t('chat.hint')}
    </p>
  );
}
