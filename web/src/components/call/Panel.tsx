import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../ui/IconButton';
import { useCallView, type PanelName } from '../../hooks/useCallView';

interface PanelProps {
  readonly name: PanelName;
  readonly heading: string;
  readonly children: ReactNode;
}

/** The frame of what stands beside the stage. Takes the focus when it is opened; Esc closes it and gives the focus back. */
export function Panel({ name, heading, children }: PanelProps) {
  const { t } = useTranslation();
  const { togglePanel } = useCallView();
  const id = useId();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    title.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  const close = (): void => togglePanel(name);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
    event.stopPropagation();
    close();
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc from anything in it
    <aside className="panel" aria-labelledby={id} onKeyDown={onKeyDown}>
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
