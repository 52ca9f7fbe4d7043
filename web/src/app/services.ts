import { createContext } from 'react';
import type { PreferenceStore } from '../core';
import type { Announcer } from './announcer';
import type { InviteStore } from './invite';
import type { LevelWatcher } from './levels';
import type { Router } from './router';
import type { ThemeStore } from './theme';

/** What views use of the page they are on; replaced as a whole in tests. */
export interface Services {
  readonly router: Pick<Router, 'go'>;
  readonly invites: Pick<InviteStore, 'read' | 'forget'>;
  readonly preferences: PreferenceStore;
  readonly theme: ThemeStore;
  readonly announcer: Announcer;
  readonly levels: LevelWatcher;
}

export const ServicesContext = createContext<Services | null>(null);
