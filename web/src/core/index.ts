export { Store, type Observable } from './observable';
export {
  MAX_LABEL_GRAPHEMES,
  MAX_NAME_BYTES,
  newRoomName,
  normalizeLabel,
  normalizeRoom,
  roomFromPath,
  roomPath,
} from './names';
export {
  browserStorage,
  DEFAULT_PREFERENCES,
  PreferenceStore,
  rememberCall,
  rememberedCall,
  type KeyValueStorage,
  type Preferences,
} from './preferences';
export * from './types';
