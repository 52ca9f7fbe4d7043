import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../../hooks/useAnnouncer';
import { useCopy } from '../../hooks/useCopy';
import { Button, type ButtonLook } from './Button';
import { Dialog } from './Dialog';

interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
  readonly look?: ButtonLook;
  readonly className?: string;
  /** What is told once it is copied, when it is not the link to here. */
  readonly said?: string;
}

/** Copies a text; where the browser does not let it, shows the text to be copied by hand. */
export function CopyButton({ text, label, look = 'secondary', className = '', said }: CopyButtonProps) {
  const { t } = useTranslation();
  const say = useAnnounce();
  const { state, copy, reset } = useCopy();
  const onClick = (): void => {
    void copy(text).then((outcome) => {
      if (outcome === 'copied') say(said ?? t('call.copied_announce'));
    });
  };
  return (
    <>
      <Button
        look={look}
        icon={state === 'copied' ? 'check' : 'link'}
        onClick={onClick}
        className={className}
      >
        {state === 'copied' ? t('call.copied') : label}
      </Button>
      {state === 'failed' && (
        <Dialog heading={label} onClose={reset}>
          <p>{t('call.copy_failed')}</p>
          <input
            className="input"
            type="text"
            readOnly
            value={text}
            aria-label={label}
            onFocus={(event) => event.target.select()}
          />
        </Dialog>
      )}
    </>
  );
}
