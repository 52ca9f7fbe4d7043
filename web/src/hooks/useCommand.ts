import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CallError, type CallErrorCode } from '../core';
import { useAnnounce } from './useAnnouncer';

const WORDED = ['not_allowed', 'no_such_user', 'too_fast', 'bad_request'] as const;

function wordsOf(code: CallErrorCode): (typeof WORDED)[number] | 'unreachable' {
  return WORDED.find((known) => known === code) ?? 'unreachable';
}

/** Asks the server for something; says so when it does not do it. */
export function useCommand(): {
  /** What went wrong last, in words. */
  readonly problem: string | undefined;
  /** Whether it was done. `done` is said when it was. */
  readonly run: (command: Promise<unknown>, done?: string) => Promise<boolean>;
} {
  const { t } = useTranslation();
  const say = useAnnounce();
  const [problem, setProblem] = useState<string>();
  const run = async (command: Promise<unknown>, done?: string): Promise<boolean> => {
    try {
      await command;
    } catch (error) {
      setProblem(t(`room.problem.${wordsOf(error instanceof CallError ? error.code : 'timeout')}`));
      return false;
    }
    setProblem(undefined);
    if (done !== undefined) say(done);
    return true;
  };
  return { problem, run };
}
