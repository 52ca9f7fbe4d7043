import type { Observable } from '../observable';

/** What is tested, in the order it is told. */
export const CHECKS = ['https', 'websocket', 'udp', 'tcp', 'turn'] as const;
export type CheckName = (typeof CHECKS)[number];

/**
 * What a check can find. `ok` apart: `insecure`, the page came without encryption; `local`, it did, and from this computer, where
 * that is fine; `unreachable`, no answer; `unhealthy`, the server says that it is not well; `none`, the browser has no way out at all;
 * `silent`, servers are named and none answered; `empty`, a relay answered and nothing passes through it; `not_set_up`, no server for
 * it is named; `not_told`, the room names its servers only to those it lets in.
 */
export interface Findings {
  readonly https: 'ok' | 'local' | 'insecure' | 'unreachable' | 'unhealthy';
  readonly websocket: 'ok' | 'unreachable';
  readonly udp: 'ok' | 'none' | 'silent' | 'not_set_up' | 'not_told';
  readonly tcp: 'ok' | 'silent' | 'not_set_up' | 'not_told';
  readonly turn: 'ok' | 'silent' | 'empty' | 'not_set_up' | 'not_told';
}

/** A check and what it found: `udp_silent`. */
export type Finding = { [Name in CheckName]: `${Name}_${Findings[Name]}` }[CheckName];

/** How a finding is meant: it works, it does not, there is nothing that could, or it cannot be told. */
export type Verdict = 'ok' | 'failed' | 'absent' | 'unknown';

export interface CheckResult {
  readonly name: CheckName;
  /** Undefined while it is looked into. */
  readonly finding?: Finding;
}

export interface SelfTestSnapshot {
  /** In the order of {@link CHECKS}. */
  readonly checks: readonly CheckResult[];
  readonly done: boolean;
}

/** Whether a call can work from here, looked into once each time it is asked. */
export interface SelfTestController extends Observable<SelfTestSnapshot> {
  /** Begins, or begins again. */
  run: () => void;
  dispose: () => void;
}

const VERDICTS: Readonly<Record<string, Verdict>> = {
  ok: 'ok',
  local: 'ok',
  not_set_up: 'absent',
  not_told: 'unknown',
};

export function verdictOf(finding: Finding): Verdict {
  return VERDICTS[finding.slice(finding.indexOf('_') + 1)] ?? 'failed';
}
