import { useTranslation } from 'react-i18next';
import type { DeviceKind } from '../../core';
import { mediaIssues } from '../../app/media-text';
import type { LocalMedia } from '../../hooks/useLocalMedia';
import { MediaIssueCard } from './MediaIssueCard';

interface MediaIssuesProps {
  readonly local: LocalMedia;
  readonly onSelectAny: (kind: DeviceKind) => void;
}

/** What keeps one's own devices off, and the way on for each. Errors are read out at once. */
export function MediaIssues({ local, onSelectAny }: MediaIssuesProps) {
  const { t } = useTranslation();
  const away = (['microphone', 'camera'] as const).filter((kind) => local.media[kind].fallback);
  return (
    <div className="issues" role="alert">
      {mediaIssues(local.media).map((issue) => (
        <MediaIssueCard
          key={issue.error + issue.kinds.join()}
          issue={issue}
          local={local}
          onSelectAny={onSelectAny}
        />
      ))}
      {away.map((kind) => (
        <p key={kind} className="notice">
          {t('issue.fallback', { device: t(`issue.device.${kind}`) })}
        </p>
      ))}
    </div>
  );
}
