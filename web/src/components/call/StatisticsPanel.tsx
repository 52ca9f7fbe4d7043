import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { figuresIn, statisticsJson, type Figures } from '../../app/figures';
import type { PersonStatistics, StreamStatistics } from '../../core';
import { useCallView } from '../../hooks/useCallView';
import { useLanguage } from '../../hooks/useLanguage';
import { useObservable } from '../../hooks/useObservable';
import { CopyButton } from '../ui/CopyButton';
import { Panel } from './Panel';

/** What was measured of everybody's connection, to be read and to be copied for whoever helps. */
export function StatisticsPanel() {
  const { t } = useTranslation();
  const { session, call } = useCallView();
  const { language } = useLanguage();
  const [source] = useState(() => session.call.statistics());
  const statistics = useObservable(source);
  const figures = figuresIn(language);
  const names = new Map(call.participants.map(({ id, label }) => [id, label || t('app.guest')]));
  return (
    <Panel name="statistics" heading={t('stats.heading')}>
      {statistics.people.length === 0 && <p>{t('stats.nothing')}</p>}
      {statistics.people.map((person) => (
        <Person key={person.id} person={person} name={names.get(person.id) ?? ''} figures={figures} />
      ))}
      <footer className="stats-footer">
        {call.callId !== '' && (
          <p>
            {t('stats.call_id')} <code>{call.callId}</code>
          </p>
        )}
        <CopyButton
          text={statisticsJson(call.callId, statistics)}
          label={t('stats.copy')}
          said={t('stats.copied')}
        />
        <p className="field-hint">{t('stats.copy_hint')}</p>
      </footer>
    </Panel>
  );
}

interface PersonProps {
  readonly person: PersonStatistics;
  readonly name: string;
  readonly figures: Figures;
}

function Person({ person, name, figures }: PersonProps) {
  const { t } = useTranslation();
  const { roundTripTime, path } = person;
  return (
    <section className="stats-person" aria-label={name}>
      <h3>
        {name} <span className="stats-quality">{t(`tile.quality.${person.quality}`)}</span>
      </h3>
      <dl className="stats-facts">
        <Fact name={t('stats.up')} value={figures.bitrate(person.upBitrate)} />
        <Fact name={t('stats.down')} value={figures.bitrate(person.downBitrate)} />
        {roundTripTime !== undefined && (
          <Fact name={t('stats.round_trip')} value={figures.milliseconds(roundTripTime)} />
        )}
        {path && (
          <Fact
            name={t('stats.path')}
            value={`${t(`stats.paths.${path.kind}`)}, ${path.transport.toUpperCase()}`}
          />
        )}
      </dl>
      <Streams heading={t('stats.sent')} streams={person.up} figures={figures} />
      <Streams heading={t('stats.received')} streams={person.down} figures={figures} />
    </section>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

interface StreamsProps {
  readonly heading: string;
  readonly streams: readonly StreamStatistics[];
  readonly figures: Figures;
}

function Streams({ heading, streams, figures }: StreamsProps) {
  const { t } = useTranslation();
  if (streams.length === 0) return null;
  return (
    <>
      <h4>{heading}</h4>
      <ul className="stats-streams">
        {streams.map((stream) => (
          <li key={stream.source}>
            <strong>
              {t(`stats.source.${stream.source === 'screenAudio' ? 'screen_audio' : stream.source}`)}
            </strong>{' '}
            <StreamWords stream={stream} figures={figures} />
          </li>
        ))}
      </ul>
    </>
  );
}

function StreamWords({ stream, figures }: { readonly stream: StreamStatistics; readonly figures: Figures }) {
  const { t } = useTranslation();
  const { width, height, framesPerSecond, codec, loss, jitter, frozen, limit } = stream;
  const words = [
    figures.bitrate(stream.bitrate),
    width !== undefined && height !== undefined && `${width}×${height}`,
    framesPerSecond !== undefined && t('stats.fps', { frames: figures.perSecond(framesPerSecond) }),
    codec,
    loss !== undefined && t('stats.loss', { part: figures.percent(loss) }),
    jitter !== undefined && t('stats.jitter', { time: figures.milliseconds(jitter) }),
    frozen !== undefined && frozen > 0 && t('stats.frozen', { part: figures.percent(frozen) }),
    limit !== undefined && limit !== 'none' && t(`stats.limit.${limit}`),
  ];
  return words.filter((word) => typeof word === 'string').join(' · ');
}
