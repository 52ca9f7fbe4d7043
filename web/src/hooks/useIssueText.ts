import { useTranslation } from 'react-i18next';
import { browserFamily, systemFamily } from '../app/environment';
import type { MediaIssue } from '../app/media-text';

export interface IssueText {
  readonly title: string;
  readonly lines: readonly string[];
  /** What it is about, as a word within a sentence. */
  readonly device: string;
}

/** The words for a device that gives nothing: what happened, and what to do in this browser on this system. */
export function useIssueText(issue: MediaIssue): IssueText {
  const { t } = useTranslation();
  const kind = issue.kinds.length > 1 ? 'microphone_camera' : (issue.kinds[0] ?? 'camera');
  const device = t(`issue.${kind}`);
  const { userAgent } = navigator;
  const title = t(`issue.${issue.error}_title`, { device });
  const what = t(`issue.${issue.error}`, { device });
  if (issue.error === 'denied')
    return { title, device, lines: [what, t(`issue.denied_${browserFamily(userAgent)}`, { device })] };
  if (issue.error !== 'denied_by_system') return { title, device, lines: [what] };
  const panel = t(`issue.panel_${kind}`);
  return {
    title,
    device,
    lines: [what, t(`issue.denied_by_system_${systemFamily(userAgent)}`, { device, panel })],
  };
}
