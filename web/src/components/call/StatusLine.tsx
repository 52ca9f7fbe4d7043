import { useTranslation } from 'react-i18next';
import type { CallSnapshot } from '../../core';
import { useConnectionText } from '../../hooks/useConnectionText';

/** The one line that says how the connection is: in words, with a colour beside them. */
export function StatusLine({ call }: { readonly call: CallSnapshot }) {
  const { t } = useTranslation();
  const text = useConnectionText(call, true);
  return (
    <p className="status" data-connection={call.connection}>
      <span className="unseen">{t('state.label')}: </span>
      {text}
    </p>
  );
}
