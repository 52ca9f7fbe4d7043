// A camera of a known size for Chromium: a film in YUV4MPEG2, a gradient that drifts with a bar that sweeps.
import { writeFile } from 'node:fs/promises';

const frames = 30;

function frame(number, { width, height }) {
  const pixels = Buffer.alloc((width * height * 3) / 2, 128);
  const bar = Math.floor((number / frames) * width);
  for (let y = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x) {
      const near = Math.abs(x - bar) < 24;
      pixels[y * width + x] = near ? 235 : 40 + ((x + y + number * 4) % 160);
    }
  }
  return pixels;
}

/** Writes a film of that size, and returns what Chromium has to be started with to take it for its camera. */
export async function camera(path, size) {
  const parts = [Buffer.from(`YUV4MPEG2 W${size.width} H${size.height} F30:1 Ip A1:1 C420\n`)];
  for (let number = 0; number < frames; ++number) parts.push(Buffer.from('FRAME\n'), frame(number, size));
  await writeFile(path, Buffer.concat(parts));
  return { args: [`--use-file-for-fake-video-capture=${path}`], defaultViewport: { width: 1280, height: 800 } };
}
