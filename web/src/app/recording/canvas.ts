import { arrange, type Rect, type Size } from '../../core/layout';
import { hueOf, initials } from '../names';
import type { TileModel } from '../tiles';

/** The size of the recorded picture. */
export const PICTURE: Size = { width: 1280, height: 720 };

const HUES = {
  persimmon: ['#4a2a1a', '#ffc9a9'],
  mustard: ['#403416', '#f2d987'],
  celadon: ['#1b4034', '#a5e4cb'],
  indigo: ['#28325c', '#c3d0ff'],
  plum: ['#422850', '#e7c3f5'],
  rose: ['#4d2430', '#ffc2cf'],
} as const;

/** The part of a picture that fills a place without bending it; all of it for a shared screen, with bars around. */
export function cut(picture: Size, place: Rect, whole: boolean): { from: Rect; to: Rect } {
  const scales = [place.width / picture.width, place.height / picture.height];
  if (whole) {
    const scale = Math.min(...scales);
    const size = { width: picture.width * scale, height: picture.height * scale };
    const x = place.x + (place.width - size.width) / 2;
    const y = place.y + (place.height - size.height) / 2;
    return { from: { x: 0, y: 0, ...picture }, to: { x, y, ...size } };
  }
  const scale = Math.max(...scales);
  const size = { width: place.width / scale, height: place.height / scale };
  const x = (picture.width - size.width) / 2;
  const y = (picture.height - size.height) / 2;
  return { from: { x, y, ...size }, to: place };
}

/** Everybody in one picture, drawn anew each time it is asked for. */
export class RecordingCanvas {
  readonly canvas = document.createElement('canvas');
  private readonly pen: CanvasRenderingContext2D | null;
  private readonly videos = new Map<MediaStreamTrack, HTMLVideoElement>();

  constructor() {
    Object.assign(this.canvas, PICTURE);
    this.pen = this.canvas.getContext('2d', { alpha: false });
  }

  draw(tiles: readonly TileModel[], featured: string | undefined): void {
    const { pen } = this;
    if (!pen) return;
    this.keepVideos(tiles);
    pen.fillStyle = '#101613';
    pen.fillRect(0, 0, PICTURE.width, PICTURE.height);
    const { places } = arrange(
      tiles.map(({ key }) => key),
      featured,
      0,
      PICTURE,
    );
    for (const place of places) {
      const tile = tiles.find(({ key }) => key === place.key);
      if (tile) this.drawTile(pen, tile, place);
    }
  }

  close(): void {
    this.keepVideos([]);
  }

  private drawTile(pen: CanvasRenderingContext2D, tile: TileModel, place: Rect): void {
    const video = tile.video && this.videos.get(tile.video);
    if (video && video.readyState >= 2 && video.videoWidth > 0) {
      const picture = { width: video.videoWidth, height: video.videoHeight };
      const { from, to } = cut(picture, place, tile.kind === 'screen');
      pen.drawImage(video, from.x, from.y, from.width, from.height, to.x, to.y, to.width, to.height);
    } else drawAvatar(pen, tile, place);
    drawName(pen, tile.name, place);
  }

  private keepVideos(tiles: readonly TileModel[]): void {
    const wanted = new Set(tiles.flatMap(({ video }) => (video ? [video] : [])));
    for (const [track, video] of this.videos) {
      if (wanted.has(track)) continue;
      video.srcObject = null;
      this.videos.delete(track);
    }
    for (const track of wanted) {
      if (this.videos.has(track)) continue;
      const video = document.createElement('video');
      video.muted = true;
      video.srcObject = new MediaStream([track]);
      video.play().catch(() => undefined);
      this.videos.set(track, video);
    }
  }
}

function drawAvatar(pen: CanvasRenderingContext2D, tile: TileModel, place: Rect): void {
  const [ground, ink] = HUES[hueOf(tile.who.id)];
  pen.fillStyle = ground;
  pen.fillRect(place.x, place.y, place.width, place.height);
  pen.fillStyle = ink;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.font = `700 ${Math.round(Math.min(place.width, place.height) / 4)}px sans-serif`;
  pen.fillText(initials(tile.who.label), place.x + place.width / 2, place.y + place.height / 2);
}

function drawName(pen: CanvasRenderingContext2D, name: string, place: Rect): void {
  pen.font = '18px sans-serif';
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  const width = Math.min(pen.measureText(name).width + 20, place.width - 16);
  pen.fillStyle = 'rgb(8 12 10 / 76%)';
  pen.fillRect(place.x + 8, place.y + place.height - 38, width, 30);
  pen.fillStyle = '#ffffff';
  pen.fillText(name, place.x + 18, place.y + place.height - 22, width - 20);
}
