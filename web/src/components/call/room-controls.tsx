import { useTranslation } from 'react-i18next';
import { useCallView, useShortcut } from '../../hooks/useCallView';
import { useCommand } from '../../hooks/useCommand';
import { useManners } from '../../hooks/useManners';
import { Popover } from '../ui/Popover';
import { Control } from './Control';
import { ReactionPicker } from './ReactionPicker';

interface PanelControlProps {
  /** The panel, which its shortcut and its icon are named after. */
  readonly panel: 'chat' | 'people';
  readonly label: string;
  readonly className: string;
  readonly badge: number;
  readonly badgeText: string;
}

function PanelControl({ panel, ...looks }: PanelControlProps) {
  const { panel: open, togglePanel } = useCallView();
  const toggle = (): void => togglePanel(panel);
  useShortcut(panel, toggle);
  return <Control icon={panel} aria-expanded={open === panel} onClick={toggle} {...looks} />;
}

/** Opens the chat, and says how much in it is unread. */
export function ChatControl() {
  const { t } = useTranslation();
  const { unread } = useManners().room.chat;
  return (
    <PanelControl
      panel="chat"
      label={t('chat.heading')}
      className="toggle-panel"
      badge={unread}
      badgeText={unread > 0 ? t('chat.unread', { count: unread }) : ''}
    />
  );
}

/** Opens the list of people, and says to a host how many wait. */
export function PeopleControl() {
  const { t } = useTranslation();
  const waiting = useManners().room.waiting.length;
  return (
    <PanelControl
      panel="people"
      label={t('people.heading')}
      className="toggle-panel toggle-wide"
      badge={waiting}
      badgeText={waiting > 0 ? t('people.waiting', { count: waiting }) : ''}
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
