import { lazy, Suspense } from 'react';
import { createPortal } from 'react-dom';
import { useCallView } from '../../hooks/useCallView';

const PictureFace = lazy(() => import('./PictureFace').then((module) => ({ default: module.PictureFace })));

/** What stands in the small window, while there is one. */
export function Picture() {
  const { picture } = useCallView();
  if (!picture.window) return null;
  return createPortal(
    <Suspense fallback={null}>
      <PictureFace />
    </Suspense>,
    picture.window.document.body,
  );
}
