import { useState, type ReactNode } from 'react';
import type { Environment } from '../../app/environment';
import { InAppScreen } from './InAppScreen';
import { InsecureScreen } from './InsecureScreen';
import { UnsupportedScreen } from './UnsupportedScreen';

interface EnvironmentGateProps {
  readonly environment: Environment;
  readonly children: ReactNode;
}

/** Says what this browser cannot do where the page was opened, before anything fails; listening stays open where it is possible. */
export function EnvironmentGate({ environment, children }: EnvironmentGateProps) {
  const [anyway, setAnyway] = useState(false);
  if (anyway || environment.kind === 'ready') return children;
  if (environment.kind === 'unsupported') return <UnsupportedScreen />;
  const listen = environment.canListen ? () => setAnyway(true) : undefined;
  if (environment.kind === 'insecure') return <InsecureScreen environment={environment} onListen={listen} />;
  return <InAppScreen environment={environment} onListen={listen} />;
}
