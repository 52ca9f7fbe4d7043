import { useTranslation } from 'react-i18next';
import { Icon } from './ui/Icon';

/** Uses as little as possible of the rest of the page, for that may be what broke. */
export function CrashScreen({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  return (
    <main className="message message-crash">
      <title>{t('app.title', { page: t('crash.title') })}</title>
      <div className="message-card">
        <span className="message-icon">
          <Icon name="alert" size={32} />
        </span>
        <h1>{t('crash.heading')}</h1>
        <div className="message-body">
          <p>{t('crash.body')}</p>
          <details>
            <summary>{t('crash.details')}</summary>
            <code>{error instanceof Error ? `${error.name}: ${error.message}` : String(error)}</code>
          </details>
        </div>
        <div className="message-actions">
          <button type="button" className="button button-primary" onClick={() => window.location.reload()}>
            {t('crash.reload')}
          </button>
          <a className="button button-secondary" href="/">
            {t('crash.home')}
          </a>
        </div>
      </div>
    </main>
  );
}
