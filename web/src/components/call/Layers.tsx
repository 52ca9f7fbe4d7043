import { Suspense } from 'react';
import { useCallView } from '../../hooks/useCallView';
import { LAYERS } from './parts';

/** The open layer, loaded when it is first wanted. */
export function Layers() {
  const { layer } = useCallView();
  const Layer = layer && LAYERS[layer];
  return Layer ? (
    <Suspense fallback={null}>
      <Layer />
    </Suspense>
  ) : null;
}
