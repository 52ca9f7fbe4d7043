import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { SHORTCUTS, type Shortcut } from '../../app/shortcuts';
import { useCallView } from '../../hooks/useCallView';
import { useObservable } from '../../hooks/useObservable';
import { useServices } from '../../hooks/useServices';
import { Dialog } from '../ui/Dialog';
import { Switch } from '../ui/Switch';

const ORDER = Object.keys(SHORTCUTS) as readonly Shortcut[];

/** Every shortcut there is, and the switches for those that are a single key. */
export function HelpDialog() {
  const { t } = useTranslation();
  const { closeLayer } = useCallView();
  const { preferences } = useServices();
  const { singleKeys, markKeys } = useObservable(preferences);
  return (
    <Dialog heading={t('help.heading')} onClose={closeLayer}>
      <div className="help-switches">
        <Switch
          label={t('help.letters')}
          hint={t('help.letters_hint')}
          on={singleKeys}
          onChange={(on) => preferences.update({ singleKeys: on })}
        />
        <Switch
          label={t('help.marks')}
          on={markKeys}
          onChange={(on) => preferences.update({ markKeys: on })}
        />
      </div>
      <dl className="shortcuts">
        {ORDER.map((shortcut) => (
          <Fragment key={shortcut}>
            <dt>{t(`help.action.${shortcut}`)}</dt>
            <dd>
              <Keys shortcut={shortcut} letters={singleKeys} marks={markKeys} />
            </dd>
          </Fragment>
        ))}
        <dt>{t('help.action.close')}</dt>
        <dd>
          <kbd>Esc</kbd>
        </dd>
      </dl>
      <p className="field-hint">{t('help.note')}</p>
    </Dialog>
  );
}

interface KeysProps {
  readonly shortcut: Shortcut;
  readonly letters: boolean;
  readonly marks: boolean;
}

function Keys({ shortcut, letters, marks }: KeysProps) {
  const { t } = useTranslation();
  const apple = /Mac|iPhone|iPad/.test(navigator.userAgent);
  return SHORTCUTS[shortcut].map(({ code, kind, key }) => {
    const off = (kind === 'letter' && !letters) || (kind === 'mark' && !marks);
    const name = key === 'space' ? t('help.space') : key;
    return (
      <kbd key={code} data-off={off}>
        {kind === 'chord' ? `${apple ? '⌘' : 'Ctrl+'}${name}` : name}
        {off && <span className="unseen"> {t('help.off')}</span>}
      </kbd>
    );
  });
}
