import { useTranslation } from 'react-i18next';
import type { DeviceKind } from '../../core';
import type { MediaIssue } from '../../app/media-text';
import type { LocalMedia } from '../../hooks/useLocalMedia';
import { useIssueText } from '../../hooks/useIssueText';
import { Button } from '../ui/Button';
import { CopyButton } from '../ui/CopyButton';
import { Icon } from '../ui/Icon';
import { AllowPicture } from './AllowPicture';

interface MediaIssueCardProps {
  readonly issue: MediaIssue;
  readonly local: LocalMedia;
  readonly onSelectAny: (kind: DeviceKind) => void;
}

export function MediaIssueCard({ issue, local, onSelectAny }: MediaIssueCardProps) {
  const { t } = useTranslation();
  const text = useIssueText(issue);
  const elsewhere =
    issue.error === 'insecure' || issue.error === 'in_app_browser' || issue.error === 'unsupported';
  return (
    <section className="issue">
      <Icon name="alert" />
      <div className="issue-words">
        <h2>{text.title}</h2>
        {text.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {issue.error === 'denied' && <AllowPicture kind={issue.kinds[0] ?? 'camera'} />}
        <div className="issue-actions">
          {elsewhere ? (
            <CopyButton text={window.location.href} label={t('call.copy')} />
          ) : (
            <Retry issue={issue} local={local} onSelectAny={onSelectAny} />
          )}
          <Button look="quiet" onClick={() => issue.kinds.forEach((kind) => local.set(kind, false))}>
            {t('issue.without')}
          </Button>
        </div>
      </div>
    </section>
  );
}

function Retry({ issue, local, onSelectAny }: MediaIssueCardProps) {
  const { t } = useTranslation();
  const again = (kind: DeviceKind): void => {
    if (issue.error === 'overconstrained') onSelectAny(kind);
    local.set(kind, true);
  };
  return (
    <Button icon="again" onClick={() => issue.kinds.forEach(again)}>
      {t(issue.error === 'overconstrained' ? 'issue.use_any' : 'issue.retry')}
    </Button>
  );
}
