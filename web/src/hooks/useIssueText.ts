import { useTranslation } from 'react-i18next';
import { browserFamily, systemFamily } from '../app/environment';
import type { MediaIssue } from '../app/media-text';

export interface IssueText {
  readonly title: string;
  readonly lines: readonly string[];
}

/** The words for a device that gives nothing: what happened, and what to do in this browser on this system. */
export function useIssueText(issue: MediaIssue): IssueText {
  const { t } = useTranslation();
  const kind = issue.kinds.length > 1 ? 'microphone_camera' : (issue.kinds[0] ?? 'camera');
  const device = t(`issue.device.${kind}`);
  const { userAgent } = navigator;
  const title = t(`issue.title.${issue.error}`, { device });
  const what = t(`issue.text.${issue.error}`, { device });
  if (issue.error === 'denied')
    return { title, lines: [what, t(`issue.allow.${browserFamily(userAgent)}`, { device })] };
  if (issue.error !== 'denied_by_system') return { title, lines: [what] };
  const panel = t(`issue.panel.${kind}`);
  return {
    title,
    lines: [what, t(`issue.system.${systemFamily(userAgent)}`, { device, panel })],
  };
}
