import { useTranslation } from 'react-i18next';
import type { CallSnapshot } from '../../core';
import { useConnectionText } from '../../hooks/useConnectionText';
import { useManners } from '../../hooks/useManners';

/** The one line that says how the connection is, in words with a colour beside them, and what waits for it. */
export function StatusLine({ call }: { readonly call: CallSnapshot }) {
  const { t } = useTranslation();
  const text = useConnectionText(call, true);
  const { queued } = useManners().room;
  return (
    <p className="status" data-connection={call.connection}>
      <span className="unseen">{t('state.label')}: </span>
      {text}
      {queued > 0 && ` · ${t('state.queued', { count: queued })}`}
    </p>
  );
}
