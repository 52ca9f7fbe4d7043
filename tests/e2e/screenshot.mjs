// Takes docs/screenshot.png: a real call of four, over the built moim. `node screenshot.mjs [file]`
import { fileURLToPath } from 'node:url';
import { startChromium } from './support/browsers.mjs';
import { Person } from './support/person.mjs';
import { startMoim } from './support/process.mjs';

const file = process.argv[2] ?? fileURLToPath(new URL('../../docs/screenshot.png', import.meta.url));
const people = [
  { name: 'Ann', wall: '#cfe3d8', skin: '#f0c9a4', hair: '#2b211e', shirt: '#3d5a66' },
  { name: '지우', wall: '#dfe0f4', skin: '#f3d2b3', hair: '#1d1a20', shirt: '#4a5aa8' },
  { name: 'Mateo', wall: '#f4ddc9', skin: '#b97b50', hair: '#33221a', shirt: '#8a4a2b' },
  { name: '서연', wall: '#f2e6bd', skin: '#efc6a0', hair: '#4a3223', shirt: '#6d5a12' },
];

// Runs in the page: the camera shows a drawn person who moves a little.
function drawnCamera({ wall, skin, hair, shirt }) {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 });
  const pen = canvas.getContext('2d');
  const ellipse = (x, y, width, height, colour) => {
    pen.fillStyle = colour;
    pen.beginPath();
    pen.ellipse(x, y, width, height, 0, 0, 2 * Math.PI);
    pen.fill();
  };
  const draw = () => {
    const sway = 8 * Math.sin(performance.now() / 700);
    pen.fillStyle = wall;
    pen.fillRect(0, 0, 1280, 720);
    ellipse(640, 800, 330, 260, shirt);
    ellipse(640 + sway, 330, 158, 190, hair);
    ellipse(640 + sway, 370, 128, 165, skin);
    ellipse(595 + sway, 350, 11, 13, hair);
    ellipse(685 + sway, 350, 11, 13, hair);
    pen.strokeStyle = hair;
    pen.lineWidth = 8;
    pen.beginPath();
    pen.arc(640 + sway, 415, 42, 0.2 * Math.PI, 0.8 * Math.PI);
    pen.stroke();
  };
  setInterval(draw, 50);
  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints) =>
    constraints.video ? canvas.captureStream(20) : real(constraints);
}

const server = await startMoim();
const browser = await startChromium({ defaultViewport: { width: 1280, height: 800 } });
try {
  const url = `${server.url.replace('127.0.0.1', 'localhost')}/r/book-club`;
  const callers = [];
  for (const person of people) {
    const prepare = `(${drawnCamera})(${JSON.stringify(person)})`;
    callers.push(await Person.join(browser, url, person.name, { prepare, theme: 'dark' }));
  }
  for (const caller of callers) await caller.seesPeopleMove(3);
  await callers[2].press('Microphone');
  await callers[0].seesTile('Mateo', 'microphone off');
  await callers[0].page.bringToFront();
  await callers[0].page.screenshot({ path: file });
  console.log(`Wrote ${file}`);
} finally {
  await browser.close();
  await server.stop();
}
