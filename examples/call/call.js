// A whole call over @moim/client, with nothing else. Serve this folder with moim-client.js in it (npm run build:client in
// web/ makes it); ?server=, ?room= and ?label= fill in the form.
import { LocalMedia, MoimClient, newRoomName, sendLocalMedia, streamOf } from './moim-client.js';

const $ = (id) => document.getElementById(id);
const form = $('enter');
const asked = new URLSearchParams(location.search);
form.server.value = asked.get('server') ?? location.origin;
form.room.value = asked.get('room') ?? newRoomName();
form.label.value = asked.get('label') ?? '';

const media = new LocalMedia();
let client = null;

/** One list item for each of the others, kept for as long as that person is there, so that no video starts over. */
function draw() {
  const { phase, connection, participants, error } = client.getSnapshot();
  $('status').textContent = phase === 'joined' ? connection : `${phase} ${error?.code ?? ''}`;
  const items = new Map([...$('people').children].map((item) => [item.dataset.id, item]));
  for (const person of participants) {
    const item = items.get(person.id) ?? newItem(person.id);
    items.delete(person.id);
    const { camera, audio } = person.tracks;
    show(item.querySelector('video'), person.state.camera ? camera : undefined);
    show(item.querySelector('audio'), audio);
    item.querySelector('span').textContent =
      `${person.label || 'Guest'}: ${person.away ? 'away' : person.link}, ${person.quality}`;
  }
  for (const item of items.values()) item.remove();
}

function newItem(id) {
  const item = document.createElement('li');
  item.dataset.id = id;
  const video = Object.assign(document.createElement('video'), { autoplay: true, playsInline: true, muted: true });
  const audio = Object.assign(document.createElement('audio'), { autoplay: true });
  item.append(video, audio, document.createElement('span'));
  $('people').append(item);
  return item;
}

function show(element, track) {
  const stream = track ? streamOf(track) : null;
  if (element.srcObject !== stream) element.srcObject = stream;
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  client?.dispose();
  client = new MoimClient({ url: form.server.value });
  sendLocalMedia(media, client);
  client.subscribe(draw);
  await media.start({ microphone: true, camera: true });
  await client.join({ room: form.room.value, label: form.label.value }).catch(() => draw());
});

for (const kind of ['microphone', 'camera'])
  $(kind).addEventListener('click', () => media.setOn(kind, !media.getSnapshot()[kind].wanted));
media.subscribe(() => {
  for (const kind of ['microphone', 'camera']) $(kind).ariaPressed = String(media.getSnapshot()[kind].wanted);
});

$('leave').addEventListener('click', () => {
  client?.leave();
  media.stop();
});
