import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invite, Role } from '../../core';
import { useCommand } from '../../hooks/useCommand';
import { useLanguage } from '../../hooks/useLanguage';
import { useManners } from '../../hooks/useManners';
import { Button } from '../ui/Button';
import { Segments } from '../ui/Segments';
import { Select } from '../ui/Select';

const HOUR = 3_600;
const SPANS = { hour: HOUR, day: 24 * HOUR, week: 168 * HOUR, month: 720 * HOUR } as const;
type Span = keyof typeof SPANS;

const SPAN_NAMES = Object.keys(SPANS) as Span[];
const ROLES = ['guest', 'host'] as const;

interface InviteMakerProps {
  readonly invite: Invite | undefined;
  readonly onInvite: (invite: Invite) => void;
}

/** Makes a link that opens the door for a while, past password and waiting room. */
export function InviteMaker({ invite, onInvite }: InviteMakerProps) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { manners } = useManners();
  const { problem, run } = useCommand();
  const [span, setSpan] = useState<Span>('day');
  const [role, setRole] = useState<Role>('guest');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void run(manners.createInvite({ seconds: SPANS[span], role }).then(onInvite), t('invite.made'));
  };
  const until = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <form className="invite-maker" onSubmit={submit}>
      <h3>{t('invite.expiring')}</h3>
      <p className="field-hint">{t('invite.expiring_hint')}</p>
      <Select
        label={t('invite.valid')}
        icon="key"
        value={span}
        choices={SPAN_NAMES.map((value) => ({ value, label: t(`invite.span.${value}`) }))}
        onChange={(value) => setSpan(SPAN_NAMES.find((one) => one === value) ?? 'day')}
      />
      <Segments
        label={t('invite.as')}
        value={role}
        segments={ROLES.map((value) => ({ value, label: t(`invite.role.${value}`) }))}
        onChange={setRole}
      />
      <Button type="submit" icon="plus">
        {t('invite.make')}
      </Button>
      <p className="field-problem" role="alert">
        {problem}
      </p>
      {invite && <p className="field-hint">{t('invite.until', { until: until.format(invite.expires) })}</p>}
    </form>
  );
}
