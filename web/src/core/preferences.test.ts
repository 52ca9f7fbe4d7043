import { describe, expect, it, vi } from 'vitest';
import {
  browserStorage,
  DEFAULT_PREFERENCES,
  PreferenceStore,
  rememberCall,
  rememberedCall,
  type KeyValueStorage,
} from './preferences';

function memoryStorage(content: Record<string, string> = {}): KeyValueStorage {
  const map = new Map(Object.entries(content));
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  };
}

const refuse = () => {
  throw new Error('refused');
};
const brokenStorage: KeyValueStorage = { getItem: refuse, setItem: refuse, removeItem: refuse };

describe('PreferenceStore', () => {
  it('remembers across instances', () => {
    const storage = memoryStorage();
    new PreferenceStore(storage).update({ label: '민수', cameraOn: false });
    expect(new PreferenceStore(storage).getSnapshot()).toEqual({
      ...DEFAULT_PREFERENCES,
      label: '민수',
      cameraOn: false,
    });
  });

  it.each(['', 'nonsense', 'null', '[]', '{"label":7,"cameraOn":"yes"}'])(
    'survives %j in the storage',
    (text) => {
      const store = new PreferenceStore(memoryStorage({ 'moim.preferences': text }));
      expect(store.getSnapshot()).toEqual(DEFAULT_PREFERENCES);
    },
  );

  it.each([
    ['absent', null],
    ['refusing', brokenStorage],
  ])('works with storage %s', (_, storage) => {
    const store = new PreferenceStore(storage);
    const listener = vi.fn();
    store.subscribe(listener);
    store.update({ label: 'Minsu' });
    expect(store.getSnapshot().label).toBe('Minsu');
    expect(listener).toHaveBeenCalledOnce();
  });

  it('finds no storage where there is none', () => {
    expect(browserStorage('localStorage') ?? null).toBeNull();
  });
});

describe('the remembered call', () => {
  it('lasts until it is over', () => {
    const storage = memoryStorage();
    expect(rememberedCall(storage)).toBeNull();
    rememberCall('방', storage);
    expect(rememberedCall(storage)).toBe('방');
    rememberCall(null, storage);
    expect(rememberedCall(storage)).toBeNull();
  });

  it('is none where nothing can be stored', () => {
    rememberCall('room', brokenStorage);
    expect(rememberedCall(brokenStorage)).toBeNull();
  });
});
