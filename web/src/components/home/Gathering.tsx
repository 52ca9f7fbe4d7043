import { useTranslation } from 'react-i18next';
import type { Hue } from '../../app/names';

interface Person {
  readonly hue: Hue;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The hair, drawn around a head at the origin with a radius of 30. */
  readonly hair: string;
  readonly waves?: boolean;
}

const PEOPLE: readonly Person[] = [
  {
    hue: 'persimmon',
    x: 0,
    y: 34,
    width: 236,
    height: 196,
    hair: 'M-33 4C-40-34-18-46 2-44c24 2 38 16 31 48-4-14-10-22-18-26-14 8-32 8-42 6-3 6-5 12-6 20z',
    waves: true,
  },
  {
    hue: 'indigo',
    x: 254,
    y: 0,
    width: 206,
    height: 230,
    hair: 'M-38 40C-48-8-40-46 0-46S48-8 38 40C28 44 26 30 28 4 16-2 4-12-2-20-8-8-18 0-28 4c2 26 0 40-10 36z',
  },
  {
    hue: 'celadon',
    x: 24,
    y: 248,
    width: 212,
    height: 190,
    hair: 'M-31-4C-34-30-16-40 0-40s34 10 31 36C22-14 14-18 0-18s-22 4-31 14z',
  },
  {
    hue: 'mustard',
    x: 254,
    y: 248,
    width: 226,
    height: 164,
    hair: 'M-32 2C-38-30-20-42 0-42s38 12 32 44C26-8 22-16 14-22-2-12-18-12-26-12c-4 4-5 8-6 14zM-14-44a15 13 0 1 1 28 0z',
    waves: true,
  },
];

/** Four people in their tiles, one of them speaking. */
export function Gathering() {
  const { t } = useTranslation();
  return (
    <svg className="gathering" viewBox="-6 -6 492 450" role="img" aria-label={t('home.picture')}>
      {PEOPLE.map((person) => (
        <Portrait key={person.hue} {...person} />
      ))}
      <rect className="gathering-speaks" x="254" y="0" width="206" height="230" rx="30" />
    </svg>
  );
}

function Portrait({ hue, x, y, width, height, hair, waves = false }: Person) {
  const id = `gathering-${hue}`;
  return (
    <g className={`portrait hue-${hue}`} transform={`translate(${x} ${y})`}>
      <clipPath id={id}>
        <rect width={width} height={height} rx="30" />
      </clipPath>
      <g clipPath={`url(#${id})`}>
        <rect className="portrait-wall" width={width} height={height} />
        <g transform={`translate(${width / 2} ${height - 92})`}>
          <path className="portrait-body" d="M-70 110C-70 58-44 44-14 42h28c30 2 56 16 56 68z" />
          <path className="portrait-skin" d="M-11 20h22v22a11 9 0 0 1-22 0z" />
          <circle className="portrait-skin" r="30" />
          <path className="portrait-hair" d={hair} />
          <path className="portrait-face" d="M-11 2v.1M11 2v.1M-8 13c4 5 12 5 16 0" />
          {waves && <Wave />}
        </g>
      </g>
    </g>
  );
}

function Wave() {
  return (
    <>
      <path className="portrait-sleeve" d="M56 98C64 84 69 74 73 62" />
      <path className="portrait-hand" d="M74 58L80 40" />
      <path className="portrait-fingers" d="M77 36L73 21M80 34L80 18M84 36L88 21M86 42L94 32" />
    </>
  );
}
