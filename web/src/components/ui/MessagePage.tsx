import type { ReactNode } from 'react';
import { useDocumentTitle } from '../../hooks/useDocumentTitle';
import { Icon, type IconName } from './Icon';
import { Page } from './Page';

interface MessagePageProps {
  readonly title: string;
  readonly icon: IconName;
  readonly heading: string;
  readonly children: ReactNode;
  /** What to do next, the likeliest first. */
  readonly actions: ReactNode;
}

/** A screen that says one thing and offers a way on. */
export function MessagePage({ title, icon, heading, children, actions }: MessagePageProps) {
  useDocumentTitle(title);
  return (
    <Page className="message">
      <div className="message-card">
        <span className="message-icon">
          <Icon name={icon} size={32} />
        </span>
        <h1>{heading}</h1>
        <div className="message-body">{children}</div>
        <div className="message-actions">{actions}</div>
      </div>
    </Page>
  );
}
