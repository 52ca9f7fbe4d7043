const WIDTH = 640;
const HEIGHT = 480;
const ROOMS = [
  ['#7fa08f', '#dfe8da', '#3c5a63'],
  ['#c79a76', '#f4e4cf', '#7a3e2f'],
  ['#8394b8', '#e3e8f3', '#2f3d66'],
  ['#b48aa8', '#f2e3ee', '#5a2f58'],
  ['#a5a06a', '#f1eecf', '#4d4a1d'],
] as const;
const SKINS = ['#f1c9a5', '#d9a479', '#8d5a3c', '#f6d6bd', '#b97a50'] as const;

function paint(canvas: HTMLCanvasElement, at: number): void {
  const pen = canvas.getContext('2d');
  if (!pen) return;
  const [wall, light, coat] = ROOMS[at % ROOMS.length] ?? ROOMS[0];
  const backdrop = pen.createLinearGradient(0, 0, WIDTH, HEIGHT);
  backdrop.addColorStop(0, light);
  backdrop.addColorStop(1, wall);
  pen.fillStyle = backdrop;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.fillStyle = 'rgb(255 255 255 / 35%)';
  pen.fillRect(60 + (at % 3) * 150, 40, 130, 190);
  disc(pen, '#2b211d', [320, 205], [104, 118]);
  disc(pen, coat, [320, 500], [200, 165]);
  disc(pen, SKINS[(at * 2) % SKINS.length] ?? SKINS[0], [320, 225], [86, 106]);
  disc(pen, '#2b211d', [320, 142], [92, 44]);
  disc(pen, '#2b211d', [288, 225], [7, 8]);
  disc(pen, '#2b211d', [352, 225], [7, 8]);
  pen.strokeStyle = '#2b211d';
  pen.lineWidth = 6;
  pen.lineCap = 'round';
  pen.beginPath();
  pen.arc(320, 258, 26, 0.35, Math.PI - 0.35);
  pen.stroke();
}

type Pair = readonly [number, number];

function disc(pen: CanvasRenderingContext2D, fill: string, [x, y]: Pair, [rx, ry]: Pair): void {
  pen.fillStyle = fill;
  pen.beginPath();
  pen.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI);
  pen.fill();
}

/** Makes a value for each key once. */
function remember<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}

/** A picture of somebody, as a camera would send it. */
export const paintedTrack = remember((at: number): MediaStreamTrack => {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  paint(canvas, at);
  const [track] = canvas.captureStream(10).getVideoTracks();
  if (!track) throw new Error('a canvas gives no track');
  setInterval(() => paint(canvas, at), 150);
  return track;
});

const SLIDE = { width: 1280, height: 720 };

function paintSlide(canvas: HTMLCanvasElement, at: number): void {
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, SLIDE.width, SLIDE.height);
  pen.fillStyle = at % 2 === 0 ? '#126b55' : '#2b3d86';
  pen.fillRect(0, 0, SLIDE.width, 96);
  pen.fillStyle = '#ffffff';
  pen.font = '600 44px sans-serif';
  pen.fillText(at % 2 === 0 ? 'Reading list, spring' : '가을 모임 준비', 48, 64);
  pen.fillStyle = '#16211b';
  pen.font = '28px sans-serif';
  ['Pachinko', '채식주의자', 'The Vegetarian', 'Human Acts', '작별하지 않는다'].forEach((title, line) => {
    pen.fillText(`${line + 1}.  ${title}`, 64, 180 + line * 64);
  });
  pen.fillStyle = '#e6ece4';
  for (let bar = 0; bar < 6; bar += 1) pen.fillRect(760 + bar * 76, 600 - bar * 58, 52, 60 + bar * 58);
}

/** A shared screen with text on it. */
export const slideTrack = remember((at: number): MediaStreamTrack => {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, SLIDE);
  paintSlide(canvas, at);
  const [track] = canvas.captureStream(5).getVideoTracks();
  if (!track) throw new Error('a canvas gives no track');
  setInterval(() => paintSlide(canvas, at), 200);
  return track;
});

let audio: AudioContext | undefined;

function silence(): MediaStreamTrack {
  audio ??= new AudioContext();
  const [track] = audio.createMediaStreamDestination().stream.getAudioTracks();
  if (!track) throw new Error('no audio track');
  return track;
}

/** A microphone in a silent room: one for each name. */
export const silentTrack: (of: string) => MediaStreamTrack = remember(silence);
