import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomWindow } from '../../core';
import { Button } from '../ui/Button';

const load = () => import('./TestDialog');
const TestDialog = lazy(() => load().then((module) => ({ default: module.TestDialog })));

/** Whether a call can work from here, on request. */
export function ConnectionTest({ outside }: { readonly outside: RoomWindow }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        icon="bars"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        // What could not be loaded is asked for again when it is opened.
        onPointerEnter={() => void load().catch(() => undefined)}
      >
        {t('test.open')}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <TestDialog outside={outside} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
