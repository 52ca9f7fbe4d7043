import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomWindow } from '../../core';
import { verdictOf, type CheckResult, type SelfTestController, type Verdict } from '../../core/self-test';
import { useSelfTest } from '../../hooks/useSelfTest';
import { useTestWords } from '../../hooks/useTestWords';
import { Button } from '../ui/Button';
import { CopyButton } from '../ui/CopyButton';
import { Dialog } from '../ui/Dialog';
import { Icon, type IconName } from '../ui/Icon';

interface TestDialogProps {
  readonly outside: RoomWindow;
  /** Makes the test; the standard one unless given. */
  readonly create?: (outside: RoomWindow) => SelfTestController;
  readonly onClose: () => void;
}

/** The ways to the server and to others, one line each: what was found, and what to do about it. */
export function TestDialog({ outside, create, onClose }: TestDialogProps) {
  const { t } = useTranslation();
  const { checks, done, again } = useSelfTest(outside, create);
  const words = useTestWords();
  return (
    <Dialog heading={t('test.heading')} onClose={onClose}>
      <p className="test-summary" role="status">
        {done ? words.summary(checks) : t('test.lead')}
      </p>
      <ul className="test-lines">
        {checks.map((check) => (
          <Line key={check.name} check={check} />
        ))}
      </ul>
      {done && <p className="field-hint">{t('test.copy_hint')}</p>}
      <div className="dialog-actions">
        <Button look="primary" aria-disabled={!done} onClick={() => done && again()}>
          {t('test.again')}
        </Button>
        {done && <CopyButton text={words.text(checks)} label={t('test.copy')} said={t('test.copied')} />}
      </div>
    </Dialog>
  );
}

const ICONS: Readonly<Record<Verdict, IconName>> = {
  ok: 'check',
  failed: 'alert',
  absent: 'minus',
  unknown: 'minus',
};

/** What is to be typed as it stands: an option, a part of an address. It is not broken at the end of a line. */
const CODE = /(--[a-z-]+|\?[a-z]+=[a-z]+|\/socket\.io\/)/;

const withCode = (text: string): ReactNode[] =>
  text.split(CODE).map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part));

function Line({ check: { name, finding } }: { readonly check: CheckResult }) {
  const { t } = useTranslation();
  const words = useTestWords();
  const verdict = finding && verdictOf(finding);
  const fix = finding && words.fix(finding);
  return (
    <li className="test-line" data-verdict={verdict ?? 'running'}>
      <span className="test-icon">{verdict && <Icon name={ICONS[verdict]} size={20} />}</span>
      <div className="test-words">
        <p>
          <strong>{t(`test.name.${name}`)}</strong>{' '}
          <span className="test-verdict">{verdict ? t(`test.verdict.${verdict}`) : t('test.running')}</span>
        </p>
        {finding && <p>{words.found(finding)}</p>}
        {fix !== undefined && <p className="test-fix">{withCode(fix)}</p>}
      </div>
    </li>
  );
}
