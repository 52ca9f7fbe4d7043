import { useTranslation } from 'react-i18next';
import { verdictOf, type CheckResult, type Finding } from '../core/self-test';

/** Findings that nothing needs to be done about. */
type Fine = 'https_local' | `${string}_ok`;

const isFine = (finding: Finding): finding is Extract<Finding, Fine> => verdictOf(finding) === 'ok';

export interface TestWords {
  readonly found: (finding: Finding) => string;
  /** What to do about it; nothing where all is well. */
  readonly fix: (finding: Finding) => string | undefined;
  /** All of it in a sentence. */
  readonly summary: (checks: readonly CheckResult[]) => string;
  /** All of it to be sent to whoever helps. */
  readonly text: (checks: readonly CheckResult[]) => string;
}

/** Puts what the connection test found into words. */
export function useTestWords(): TestWords {
  const { t } = useTranslation();
  const found = (finding: Finding): string => t(`test.found.${finding}`);
  const fix = (finding: Finding): string | undefined =>
    isFine(finding) ? undefined : t(`test.fix.${finding}`);
  const line = ({ name, finding }: CheckResult): string[] =>
    finding
      ? [`${t(`test.name.${name}`)}: ${t(`test.verdict.${verdictOf(finding)}`)}. ${found(finding)}`]
      : [];
  return {
    found,
    fix,
    summary: (checks) => {
      const verdicts = checks.flatMap(({ finding }) => (finding ? [verdictOf(finding)] : []));
      const worst =
        (['failed', 'absent', 'unknown'] as const).find((verdict) => verdicts.includes(verdict)) ?? 'ok';
      return t(`test.finished_${worst}`);
    },
    text: (checks) => checks.flatMap(line).join('\n'),
  };
}
