import { vi } from 'vitest';
import { configure, render, type RenderResult } from '@testing-library/react';
import type { ReactElement } from 'react';
import { I18nextProvider } from 'react-i18next';
import { Announcer } from '../../app/announcer';
import { createI18n, type Language } from '../../app/i18n';
import { ServicesContext, type Services } from '../../app/services';
import { PreferenceStore, Store } from '../../core';
import { LiveRegion } from '../ui/LiveRegion';

// What is loaded when it is first opened takes its time on a busy machine.
configure({ asyncUtilTimeout: 30_000 });

export interface Screen extends RenderResult {
  readonly services: Services;
  readonly paths: readonly string[];
}

/** Puts a screen on a page with all it uses: nothing of it outlives the test. */
export function renderScreen(
  screen: ReactElement,
  language: Language = 'en',
  given: Partial<Services> = {},
): Screen {
  const paths: string[] = [];
  const theme = new Store<'system'>('system');
  const services: Services = {
    router: { go: (path) => void paths.push(path) },
    preferences: new PreferenceStore(null),
    invites: { read: () => null, forget: vi.fn() },
    theme: { subscribe: theme.subscribe, getSnapshot: theme.getSnapshot, choose: () => undefined },
    announcer: new Announcer(),
    levels: { watch: () => () => undefined },
    ...given,
  };
  const result = render(
    <I18nextProvider i18n={createI18n(language)}>
      <ServicesContext value={services}>
        {screen}
        <LiveRegion />
      </ServicesContext>
    </I18nextProvider>,
  );
  return { ...result, services, paths };
}
