import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useCallView } from '../../hooks/useCallView';
import { Dialog } from '../ui/Dialog';

const SHORTCUTS = [
  ['microphone', ['Ctrl+D', '⌘D']],
  ['camera', ['Ctrl+E', '⌘E']],
  ['talk', ['space']],
  ['help', ['?']],
  ['close', ['Esc']],
] as const;

export function HelpDialog() {
  const { t } = useTranslation();
  const { closeLayer } = useCallView();
  const apple = /Mac|iPhone|iPad/.test(navigator.userAgent);
  return (
    <Dialog heading={t('help.heading')} onClose={closeLayer}>
      <dl className="shortcuts">
        {SHORTCUTS.map(([action, keys]) => {
          const key = (apple ? keys.at(-1) : undefined) ?? keys[0];
          return (
            <Fragment key={action}>
              <dt>{t(`help.action.${action}`)}</dt>
              <dd>
                <kbd>{key === 'space' ? t('help.space') : key}</kbd>
              </dd>
            </Fragment>
          );
        })}
      </dl>
      <p className="field-hint">{t('help.note')}</p>
    </Dialog>
  );
}
