import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_PREFERENCES, PreferenceStore } from './preferences';
import { browserStorage } from './storage';
import { brokenStorage, memoryStorage } from './testing/fake-storage';

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
