import { lazy, type ComponentType } from 'react';
import type { LayerName, PanelName } from '../../hooks/useCallView';
import { MutedHint } from './MutedHint';
import { BlockedSound, BusyNotice, DeviceTroubles, GivenUpNotice, TakenDevices } from './notices';
import { RecordingNotice } from './RecordingNotice';
import { ShareControl } from './ShareControl';
import { ShareNotice } from './ShareNotice';
import { CameraControl, LeaveControl, MicrophoneControl, MoreControl } from './controls';
import { ChatControl, HandControl, PeopleControl, ReactControl } from './room-controls';
import { AskNotices, DoorNotice, HandNotice, ReactionShower, UndoneNotice } from './room-notices';

/*
 * What the call screen is put together from. Each part takes what it needs from useCallView, so a part is added by
 * naming it here. Panels and layers are loaded when they are first opened.
 */

/** The control bar, from left to right. What is needed less often belongs into the menu, see `menu.ts`. */
export const CONTROLS: readonly ComponentType[] = [
  MicrophoneControl,
  CameraControl,
  ShareControl,
  HandControl,
  ReactControl,
  ChatControl,
  PeopleControl,
  MoreControl,
  LeaveControl,
];

/** Lines above the stage; each shows itself when it has something to say. */
export const NOTICES: readonly ComponentType[] = [
  GivenUpNotice,
  DeviceTroubles,
  TakenDevices,
  BlockedSound,
  BusyNotice,
  RecordingNotice,
  ShareNotice,
  MutedHint,
  AskNotices,
  UndoneNotice,
  HandNotice,
  DoorNotice,
  ReactionShower,
];

/** What stands beside the stage. */
export const PANELS: Readonly<Partial<Record<PanelName, ComponentType>>> = {
  chat: lazy(() => import('../chat/ChatPanel').then(({ ChatPanel }) => ({ default: ChatPanel }))),
  people: lazy(() => import('../people/PeoplePanel').then(({ PeoplePanel }) => ({ default: PeoplePanel }))),
  statistics: lazy(() =>
    import('./StatisticsPanel').then(({ StatisticsPanel }) => ({ default: StatisticsPanel })),
  ),
};

/** What lies above the call. */
export const LAYERS: Readonly<Record<LayerName, ComponentType>> = {
  record: lazy(() => import('./RecordDialog').then(({ RecordDialog }) => ({ default: RecordDialog }))),
  devices: lazy(() => import('./DeviceDialog').then(({ DeviceDialog }) => ({ default: DeviceDialog }))),
  invite: lazy(() =>
    import('../people/InviteDialog').then(({ InviteDialog }) => ({ default: InviteDialog })),
  ),
  room: lazy(() => import('../people/HostSettings').then(({ HostSettings }) => ({ default: HostSettings }))),
  help: lazy(() => import('./HelpDialog').then(({ HelpDialog }) => ({ default: HelpDialog }))),
};
