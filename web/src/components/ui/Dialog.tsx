import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './IconButton';

interface DialogProps {
  readonly heading: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A layer above the page while it is rendered. The browser keeps the focus in it, closes it on Esc, and gives the focus back. */
export function Dialog({ heading, onClose, children }: DialogProps) {
  const { t } = useTranslation();
  const id = useId();
  const ref = useRef<HTMLDialogElement>(null);
  // Before it is taken off the page: a dialog that is no longer there gives nothing back.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog ref={ref} className="dialog" aria-labelledby={id} onCancel={onClose}>
      <div className="dialog-header">
        <h2 id={id}>{heading}</h2>
        <IconButton icon="close" label={t('app.close')} onClick={onClose} />
      </div>
      {children}
    </dialog>
  );
}
