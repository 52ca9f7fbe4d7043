import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { Announcer } from '../src/app/announcer';
import { startLanguage } from '../src/app/i18n';
import { createModel } from '../src/app/model';
import { parsePath, type Router } from '../src/app/router';
import { ServicesContext, type Services } from '../src/app/services';
import { openSession } from '../src/app/session';
import { createTheme } from '../src/app/theme';
import { App } from '../src/components/App';
import { CrashBoundary } from '../src/components/CrashBoundary';
import { PreferenceStore, Room, Store, type Glance } from '../src/core';
import { FakeRoomLink } from '../src/core/testing/fake-room-link';
import '../src/styles/index.css';
import { fakeCall, fakeMedia, fakeScreen, levels, ME, playback } from './fakes';
import { SCENES, type Scene } from './scenes';

/** What the script that takes the pictures asks the page for. */
interface Gallery {
  readonly names: readonly string[];
  /** The names of the buttons to press. */
  readonly presses: readonly string[];
  /** A CSS selector of what has to be there then. */
  readonly awaits: string;
  /** Another language and other colours, without a load. */
  show: (language: string, theme: 'light' | 'dark') => Promise<void>;
}

declare global {
  interface Window {
    gallery?: Gallery;
  }
}

const query = new URLSearchParams(window.location.search);
const scene = (SCENES[query.get('scene') ?? 'home'] ?? SCENES['home'])?.() ?? { path: '/' };
const preferences = new PreferenceStore(null);
preferences.update({ label: ME, theme: query.get('theme') ?? '', ...scene.preferences });

function openScene(room: string, { call = {}, media = {}, glance, ...scene }: Scene) {
  const link = new FakeRoomLink();
  const manners = new Room({ link, obey: () => undefined });
  const seen = new Store<Glance | null>(glance ?? null);
  const outside = { subscribe: seen.subscribe, getSnapshot: seen.getSnapshot, watch: () => () => undefined };
  const parts = {
    call: fakeCall(call, scene.hesitates),
    media: fakeMedia(media, scene.talks),
    screen: fakeScreen(scene.shares ?? false),
    playback: playback(scene.blocked ?? false),
    manners,
    outside,
  };
  const session = openSession(room, parts);
  if (scene.place) link.place(scene.place);
  for (const [event, payload] of scene.told ?? []) link.tell(event, payload);
  return { ...session, spent: () => 1_562_000 };
}

const route = new Store(parsePath(scene.path));
const router: Router = {
  subscribe: route.subscribe,
  getSnapshot: route.getSnapshot,
  go: (path) => route.set(parsePath(path)),
  dispose: () => undefined,
};
const services: Services = {
  router,
  invites: { read: () => null, forget: () => undefined },
  preferences,
  theme: createTheme(window, preferences),
  announcer: new Announcer(),
  levels,
};
const i18n = startLanguage(window, preferences);
// The address a room would have: it stands on some of the screens.
window.history.replaceState(null, '', scene.path);
const model = createModel(router, (room) => openScene(room, scene));

window.gallery = {
  names: Object.keys(SCENES),
  presses: scene.presses ?? [],
  awaits: scene.awaits ?? 'h1',
  show: async (language, theme) => {
    services.theme.choose(theme);
    await i18n.changeLanguage(language);
    if (scene.hesitates) model.getSnapshot().session?.enter(ME);
  },
};

// Nothing was allowed here yet: the page asks before the browser does.
navigator.permissions.query = () => Promise.resolve({ state: 'prompt' } as PermissionStatus);

function Crash(): never {
  throw new Error('a part of the page that does not work');
}

const root = document.getElementById('root');
if (!root) throw new Error('no #root');
createRoot(root, { onCaughtError: () => undefined }).render(
  <I18nextProvider i18n={i18n}>
    <ServicesContext value={services}>
      {scene.crash ? (
        <CrashBoundary>
          <Crash />
        </CrashBoundary>
      ) : (
        <App model={model} environment={scene.environment ?? { kind: 'ready' }} />
      )}
    </ServicesContext>
  </I18nextProvider>,
);
