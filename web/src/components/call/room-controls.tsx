import { useTranslation } from 'react-i18next';
import { useCallView, useShortcut } from '../../hooks/useCallView';
import { useCommand } from '../../hooks/useCommand';
import { useManners } from '../../hooks/useManners';
import { Popover } from '../ui/Popover';
import { Control } from './Control';
import { ReactionPicker } from './ReactionPicker';

/** Opens the chat, and says how much in it is unread. */
export function ChatControl() {
  const { t } = useTranslation();
  const { panel, togglePanel } = useCallView();
  const { unread } = useManners().room.chat;
  useShortcut('chat', () => togglePanel('chat'));
  return (
    <Control
      icon="chat"
      label={t('chat.heading')}
      className="toggle-panel"
      aria-expanded={panel === 'chat'}
      badge={unread}
      badgeText={unread > 0 ? t('chat.unread', { count: unread }) : ''}
      onClick={() => togglePanel('chat')}
    />
  );
}

/** Opens the list of people, and says to a host how many wait. */
export function PeopleControl() {
  const { t } = useTranslation();
  const { panel, togglePanel } = useCallView();
  const waiting = useManners().room.waiting.length;
  useShortcut('people', () => togglePanel('people'));
  return (
    <Control
      icon="people"
      label={t('people.heading')}
      className="toggle-panel toggle-wide"
      aria-expanded={panel === 'people'}
      badge={waiting}
      badgeText={waiting > 0 ? t('people.waiting', { count: waiting }) : ''}
      onClick={() => togglePanel('people')}
    />
  );
}

/** Raises and lowers one's own hand. */
export function HandControl() {
  const { t } = useTranslation();
  const { raised, toggle } = useOwnHand();
  useShortcut('hand', toggle);
  return (
    <Control
      icon="hand"
      label={t('hand.name')}
      className="toggle-hand toggle-wide"
      pressed={raised}
      onClick={toggle}
    />
  );
}

/** Reactions, and the hand where the bar has no room for it. */
export function ReactControl() {
  const { t } = useTranslation();
  const { raised, toggle } = useOwnHand();
  return (
    <Popover
      label={t('react.heading')}
      button={(button) => <Control icon="smile" label={t('react.heading')} {...button} />}
    >
      {(close) => (
        <ReactionPicker
          raised={raised}
          onHand={() => {
            toggle();
            close();
          }}
        />
      )}
    </Popover>
  );
}

function useOwnHand(): { readonly raised: boolean; readonly toggle: () => void } {
  const { t } = useTranslation();
  const { manners, room } = useManners();
  const { run } = useCommand();
  const raised = room.hands.includes(room.selfId);
  const toggle = (): void =>
    void run(manners.raiseHand(!raised), t(raised ? 'hand.lowered_own' : 'hand.raised_own'));
  return { raised, toggle };
}
