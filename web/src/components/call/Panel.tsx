import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../ui/IconButton';
import { useCallView, type PanelName } from '../../hooks/useCallView';

interface PanelProps {
  readonly name: PanelName;
  readonly heading: string;
  readonly children: ReactNode;
}

/** The frame of what stands beside the stage. Takes the focus when it is opened, and gives it back when it is closed. */
export function Panel({ name, heading, children }: PanelProps) {
  const { t } = useTranslation();
  const { togglePanel } = useCallView();
  const id = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const frame = useRef<HTMLElement>(null);
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    // What is in the panel may have taken the focus already.
    if (!frame.current?.contains(document.activeElement)) title.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [before]);
  const close = (): void => togglePanel(name);
  return (
    <aside ref={frame} className="panel" aria-labelledby={id}>
      <header className="panel-header">
        <h2 id={id} ref={title} tabIndex={-1}>
          {heading}
        </h2>
        <IconButton icon="close" label={t('app.close')} onClick={close} />
      </header>
      <div className="panel-body">{children}</div>
    </aside>
  );
}
