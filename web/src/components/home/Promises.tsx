import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../ui/Icon';

const PROMISES = [
  ['direct', 'direct'],
  ['private', 'lock'],
  ['own', 'house'],
] as const satisfies readonly (readonly [string, IconName])[];

export function Promises() {
  const { t } = useTranslation();
  return (
    <ul className="promises">
      {PROMISES.map(([promise, icon]) => (
        <li key={promise}>
          <Icon name={icon} size={26} />
          <h2>{t(`home.promise.${promise}.title`)}</h2>
          <p>{t(`home.promise.${promise}.text`)}</p>
        </li>
      ))}
    </ul>
  );
}
