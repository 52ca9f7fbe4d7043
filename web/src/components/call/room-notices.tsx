import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { PICTURES } from '../../app/reactions';
import type { Ask } from '../../core';
import { useAskWords } from '../../hooks/useAskWords';
import { useCallView } from '../../hooks/useCallView';
import { useCommand } from '../../hooks/useCommand';
import { useManners } from '../../hooks/useManners';
import { usePeople } from '../../hooks/usePeople';
import { useShare } from '../../hooks/useShare';
import { Button } from '../ui/Button';

/** The latest reactions, each with who sent it, at the edge of the stage and only for a moment. */
export function ReactionShower() {
  const { t } = useTranslation();
  const { call } = useCallView();
  const { room } = useManners();
  const people = usePeople(call, room);
  if (room.reactions.length === 0) return null;
  return (
    // Said in words by the page's one voice.
    <ul className="reactions" aria-hidden="true">
      {room.reactions.map(({ key, from, reaction }) => (
        <li key={key} className="reaction">
          <span className="reaction-picture">{PICTURES[reaction]}</span>
          <bdi>{people.find(({ id }) => id === from)?.name ?? t('app.guest')}</bdi>
        </li>
      ))}
    </ul>
  );
}

/** Who waits at the door, for hosts, wherever they look. */
export function DoorNotice() {
  const { t } = useTranslation();
  const { panel, togglePanel } = useCallView();
  const { manners, room } = useManners();
  const { problem, run } = useCommand();
  const [first] = room.waiting;
  if (!first || panel === 'people') return null;
  const one = room.waiting.length === 1;
  const name = first.label || t('app.guest');
  return (
    <section className="notice-card" aria-label={t('people.door')}>
      <p>{one ? t('people.waits', { name }) : t('people.waiting', { count: room.waiting.length })}</p>
      <p className="field-problem" role="alert">
        {problem}
      </p>
      <div className="notice-actions">
        <Button look="primary" onClick={() => void run(manners.admit(one ? first.id : 'all'))}>
          {t(one ? 'people.admit' : 'people.admit_all')}
        </Button>
        <Button onClick={() => togglePanel('people')}>{t('people.show')}</Button>
      </div>
    </section>
  );
}

/** What one asked for while the connection was away, and did not get. */
export function UndoneNotice() {
  const { t } = useTranslation();
  const { manners, room } = useManners();
  if (room.undone === 0) return null;
  return (
    <section className="notice-card" role="alert">
      <p>{t('state.undone', { count: room.undone })}</p>
      <div className="notice-actions">
        <Button onClick={manners.dismissUndone}>{t('asked.seen')}</Button>
      </div>
    </section>
  );
}

const WORDED = ['not_allowed', 'too_fast'] as const;

/** Why one's hand is still where it was. */
export function HandNotice() {
  const { t } = useTranslation();
  const { manners, room } = useManners();
  const { refused } = room;
  if (refused?.sign !== 'hand') return null;
  const reason = WORDED.find((known) => known === refused.code) ?? 'other';
  return (
    <section className="notice-card" role="alert">
      <p>{t(`hand.refused.${reason}`)}</p>
      <div className="notice-actions">
        <Button onClick={manners.dismissRefused}>{t('asked.seen')}</Button>
      </div>
    </section>
  );
}

/** What a host did to one's devices, and what a host asks for. */
export function AskNotices() {
  const { room } = useManners();
  return room.asks.map((ask) => <AskNotice key={ask.key} ask={ask} />);
}

function AskNotice({ ask }: { readonly ask: Ask }) {
  const { t } = useTranslation();
  const { local, session } = useCallView();
  const { manners } = useManners();
  const share = useShare(session.screen);
  const words = useAskWords();
  const id = useId();
  const { source, on } = ask;
  const dismiss = (): void => manners.dismiss(ask);
  const accept = (): void => {
    if (source !== 'screen') local.set(source, true);
    else if (!share.on) share.toggle();
    dismiss();
  };
  const able = source !== 'screen' || share.supported;
  return (
    <section className="notice-card" aria-labelledby={id}>
      <p id={id}>{words(ask)}</p>
      <div className="notice-actions">
        {on && able && (
          <Button look="primary" icon={source} onClick={accept}>
            {t(`asked.accept.${source}`)}
          </Button>
        )}
        <Button onClick={dismiss}>{t(on ? 'asked.not_now' : 'asked.seen')}</Button>
      </div>
    </section>
  );
}
