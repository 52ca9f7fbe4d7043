import { createContext, useContext, useEffect, useEffectEvent } from 'react';
import type { Session } from '../app/session';
import type { ShortcutBoard, Shortcut } from '../app/shortcuts';
import type { CallSnapshot } from '../core';
import type { LocalMedia } from './useLocalMedia';
import type { PictureWindow } from './usePicture';
import type { Recording } from './useRecording';
import type { StageView } from './useStageView';

/** What stands beside the stage, one at a time. */
export type PanelName = 'chat' | 'people' | 'statistics';

/** What lies above the call, one at a time. */
export type LayerName = 'devices' | 'help' | 'record' | 'invite' | 'room';

/** What every part of the call screen may use: controls, entries of the menu, panels, layers and notices. */
export interface CallView {
  readonly session: Session;
  readonly call: CallSnapshot;
  readonly local: LocalMedia;
  readonly stage: StageView;
  readonly recording: Recording;
  readonly picture: PictureWindow;
  readonly panel: PanelName | undefined;
  /** Opens a panel in the place of another one, or closes the open one. */
  readonly togglePanel: (panel: PanelName) => void;
  readonly layer: LayerName | undefined;
  readonly openLayer: (layer: LayerName) => void;
  readonly closeLayer: () => void;
  readonly shortcuts: ShortcutBoard;
}

export const CallViewContext = createContext<CallView | null>(null);

export function useCallView(): CallView {
  const view = useContext(CallViewContext);
  if (!view) throw new Error('no CallViewContext around this component');
  return view;
}

/** Does something when a shortcut is pressed, for as long as the component is shown. */
export function useShortcut(shortcut: Shortcut, action: () => void): void {
  const { shortcuts } = useCallView();
  const act = useEffectEvent(action);
  useEffect(() => shortcuts.on(shortcut, () => act()), [shortcuts, shortcut]);
}
