import { useEffect, useState } from 'react';
import type { LocalMediaController } from '../core';
import { useGranted } from './useGranted';
import { useServices } from './useServices';

/**
 * Starts the preview where the browser does not ask, with what was on last time.
 * Where it would ask, the page asks first: nobody is surprised by a prompt.
 */
export function usePreview(controller: LocalMediaController): { asking: boolean; start: () => void } {
  const { preferences } = useServices();
  const granted = useGranted();
  const [answered, setAnswered] = useState(false);

  useEffect(() => {
    const { microphone, camera } = controller.getSnapshot();
    if (!granted || microphone.wanted || camera.wanted) return;
    const { microphoneOn, cameraOn } = preferences.getSnapshot();
    const wanted = {
      microphone: granted.microphone && microphoneOn,
      camera: granted.camera && cameraOn,
    };
    if (wanted.microphone || wanted.camera) void controller.start(wanted);
  }, [controller, granted, preferences]);

  const prompts = granted !== undefined && !granted.microphone && !granted.camera;
  const start = (): void => {
    setAnswered(true);
    void controller.start({ microphone: true, camera: true });
  };
  return { asking: prompts && !answered, start };
}
