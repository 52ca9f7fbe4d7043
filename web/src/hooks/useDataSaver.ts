import { useTranslation } from 'react-i18next';
import type { Session } from '../app/session';
import { useAnnounce } from './useAnnouncer';
import { useObservable } from './useObservable';
import { useServices } from './useServices';

/** Whether data is saved, and the switch for it: remembered, and told. */
export function useDataSaver(session: Session): { on: boolean; set: (on: boolean) => void } {
  const { preferences } = useServices();
  const { dataSaver } = useObservable(session.call);
  const say = useAnnounce();
  const { t } = useTranslation();
  return {
    on: dataSaver,
    set: (on) => {
      preferences.update({ dataSaver: on });
      session.call.setDataSaver(on);
      say(t(`say.saver.${on ? 'on' : 'off'}`));
    },
  };
}
