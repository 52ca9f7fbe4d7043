import { Suspense } from 'react';
import { useCallView } from '../../hooks/useCallView';
import { PANELS } from './parts';

/** The open panel, loaded when it is first wanted. */
export function SidePanel() {
  const { panel } = useCallView();
  const Panel = panel && PANELS[panel];
  return Panel ? (
    <Suspense fallback={null}>
      <Panel />
    </Suspense>
  ) : null;
}
