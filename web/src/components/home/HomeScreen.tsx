import { useTranslation } from 'react-i18next';
import { newRoomName, roomPath } from '../../core';
import { useDocumentTitle } from '../../hooks/useDocumentTitle';
import { useServices } from '../../hooks/useServices';
import { Button } from '../ui/Button';
import { Page } from '../ui/Page';
import { Gathering } from './Gathering';
import { JoinForm } from './JoinForm';
import { Promises } from './Promises';

export function HomeScreen() {
  const { t } = useTranslation();
  const { router } = useServices();
  useDocumentTitle(t('home.title'));
  const enter = (room: string): void => router.go(roomPath(room));
  return (
    <Page className="home">
      <section className="home-start">
        <h1>{t('home.heading')}</h1>
        <p className="home-lead">{t('home.lead')}</p>
        <Button look="primary" icon="plus" large onClick={() => enter(newRoomName())}>
          {t('home.new')}
        </Button>
        <p className="home-or">
          <span>{t('home.or')}</span>
        </p>
        <JoinForm onRoom={enter} />
      </section>
      <Gathering />
      <Promises />
    </Page>
  );
}
