import type { i18n } from 'i18next';
import {
  LocalMedia,
  MoimClient,
  PreferenceStore,
  rememberedCall,
  Room,
  ScreenShare,
  ServerWindow,
  visitorId,
  type JoinRequest,
  type Source,
} from '../core';
import { Announcer } from './announcer';
import { examine, probeBrowser, type Environment } from './environment';
import { startLanguage } from './i18n';
import { keepInvites, type InviteStore } from './invite';
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

function openRoom(room: string, preferences: PreferenceStore, invites: InviteStore): Session {
  const before = rememberedCall();
  const call = new MoimClient();
  const media = new LocalMedia({ preferences });
  const screen = new ScreenShare();
  const switchOff = (source: Source): void => {
    if (source === 'screen') screen.stop();
    else void media.setOn(source, false);
  };
  const admission = (): Pick<JoinRequest, 'invite' | 'visitor'> => {
    const invite = invites.read(room);
    return { visitor: visitorId(), ...(invite !== null && { invite }) };
  };
  const session = openSession(room, {
    call,
    media,
    screen,
    manners: new Room({ link: call.link, obey: switchOff }),
    outside: new ServerWindow({ room, admission }),
    admission,
  });
  session.call.setDataSaver(preferences.getSnapshot().dataSaver);
  if (before?.room === room) comeBack(session, before);
  return session;
}

/** Puts together everything the page is made of. */
export function startPage(view: Window & typeof globalThis): PageParts {
  const preferences = new PreferenceStore();
  const router = createRouter(view);
  const invites = keepInvites(view);
  const services: Services = {
    router,
    invites,
    preferences,
    theme: createTheme(view, preferences),
    announcer: new Announcer(),
    levels: createLevelWatcher(),
  };
  const model = createModel(router, (room) => openRoom(room, preferences, invites));
  followPage(view, () => model.getSnapshot().session);
  return {
    i18n: startLanguage(view, preferences),
    services,
    environment: examine(probeBrowser(view)),
    model,
  };
}
