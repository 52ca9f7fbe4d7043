import type { i18n } from 'i18next';
import { LocalMedia, MoimClient, PreferenceStore, rememberedCall } from '../core';
import { Announcer } from './announcer';
import { examine, probeBrowser, type Environment } from './environment';
import { startLanguage } from './i18n';
import { createLevelWatcher } from './levels';
import { createModel, type Model } from './model';
import { followPage } from './page-life';
import { createRouter } from './router';
import type { Services } from './services';
import { comeBack, openSession, type Session } from './session';
import { createTheme } from './theme';

export interface PageParts {
  readonly i18n: i18n;
  readonly services: Services;
  readonly model: Model;
  readonly environment: Environment;
}

function openRoom(room: string, preferences: PreferenceStore): Session {
  const before = rememberedCall();
  const session = openSession(room, { call: new MoimClient(), media: new LocalMedia({ preferences }) });
  session.call.setDataSaver(preferences.getSnapshot().dataSaver);
  if (before?.room === room) comeBack(session, before);
  return session;
}

/** Puts together everything the page is made of. */
export function startPage(view: Window & typeof globalThis): PageParts {
  const preferences = new PreferenceStore();
  const router = createRouter(view);
  const services: Services = {
    router,
    preferences,
    theme: createTheme(view, preferences),
    announcer: new Announcer(),
    levels: createLevelWatcher(),
  };
  const model = createModel(router, (room) => openRoom(room, preferences));
  followPage(view, () => model.getSnapshot().session);
  return {
    i18n: startLanguage(view, preferences),
    services,
    environment: examine(probeBrowser(view)),
    model,
  };
}
