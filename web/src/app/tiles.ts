import type { CallSnapshot, LinkState, LocalMediaSnapshot, Participant, Quality } from '../core';

/** What a person is drawn from while there is no picture. */
export interface Who {
  readonly label: string;
  readonly id: string;
}

/** One picture on the stage, and what is to be said about it. */
export interface TileModel {
  /** The same for as long as the picture is on the stage. */
  readonly key: string;
  readonly name: string;
  /** What the initials and the colour are made of: the same on everybody's screen. */
  readonly who: Who;
  readonly self: boolean;
  readonly kind: 'person' | 'screen';
  readonly video?: MediaStreamTrack;
  /** One's own voice, to listen to for the mark of somebody speaking. */
  readonly audio?: MediaStreamTrack;
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly link: LinkState;
  /** How well this person is heard and seen; unknown of oneself. */
  readonly quality: Quality;
  /** Records the call. */
  readonly recording: boolean;
}

function personTile(person: Participant, guest: string): TileModel {
  const { camera } = person.tracks;
  return {
    key: person.id,
    name: person.label || guest,
    who: { id: person.id, label: person.label || guest },
    self: false,
    kind: 'person',
    ...(camera && person.state.camera ? { video: camera } : {}),
    microphone: person.state.microphone,
    camera: person.state.camera,
    link: person.away ? 'reconnecting' : person.link,
    quality: person.quality,
    recording: person.state.recording ?? false,
  };
}

function screenTile(person: Participant, screen: MediaStreamTrack, guest: string): TileModel {
  const tile = personTile({ ...person, tracks: {} }, guest);
  return { ...tile, key: `${tile.key}-screen`, kind: 'screen', video: screen };
}

/** The others in the order they came; a shared screen stands before the one who shares it. */
export function otherTiles(call: Pick<CallSnapshot, 'participants'>, guest: string): TileModel[] {
  return call.participants.flatMap((person) => {
    const { screen } = person.tracks;
    const tile = personTile(person, guest);
    return screen && person.state.screen ? [screenTile(person, screen, guest), tile] : [tile];
  });
}

export function selfTile(media: LocalMediaSnapshot, name: string, who: Who): TileModel {
  const { microphone, camera } = media;
  return {
    key: 'self',
    name,
    who,
    self: true,
    kind: 'person',
    ...(camera.track ? { video: camera.track } : {}),
    ...(microphone.track ? { audio: microphone.track } : {}),
    microphone: microphone.track !== null,
    camera: camera.track !== null,
    link: 'connected',
    quality: 'unknown',
    recording: false,
  };
}
