#include "page.h"

std::string_view chat_page() {
  return R"html(<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>moim chat</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 40rem; padding: 1rem; }
  #log { min-height: 60vh; list-style: none; padding: 0; }
  #log .note { color: #667; }
  form { display: flex; gap: .5rem; position: sticky; bottom: 0; background: #fff; padding: .5rem 0; }
  input { flex: 1; font: inherit; padding: .4rem .6rem; }
  button { font: inherit; padding: .4rem 1rem; }
</style>
<h1>moim chat</h1>
<p id="state" role="status">connecting …</p>
<ul id="log" aria-live="polite"></ul>
<form id="form"><input id="text" aria-label="Message" placeholder="Say something" autocomplete="off" required>
<button>Send</button></form>
<script>
// The smallest Socket.IO client that will do: WebSocket only, no binary, one namespace. Programs use
// socket.io-client, which this server speaks with from version 1 on.
class Client {
  handlers = {};
  acks = new Map();
  nextAck = 0;
  constructor() { this.open(); }
  open() {
    const url = location.origin.replace('http', 'ws') + '/socket.io/?EIO=4&transport=websocket';
    this.ws = new WebSocket(url);
    this.ws.onmessage = ({ data }) => this.receive(data);
    this.ws.onclose = () => { this.fire('disconnect'); setTimeout(() => this.open(), 1000); };
  }
  receive(packet) {
    if (packet[0] === '0') return this.ws.send('40');       // Engine.IO is open: join the namespace
    if (packet[0] === '2') return this.ws.send('3');        // ping, pong
    if (packet.startsWith('40')) return this.fire('connect');
    const [, type, id, json] = packet.match(/^4(\d)(\d*)(.*)$/s) ?? [];
    if (type === '2') this.fire(...JSON.parse(json));       // an event
    if (type === '3') { this.acks.get(id)?.(...JSON.parse(json)); this.acks.delete(id); }
  }
  on(event, handler) { this.handlers[event] = handler; return this; }
  fire(event, ...args) { this.handlers[event]?.(...args); }
  emit(event, ...args) {
    let id = '';
    if (typeof args.at(-1) === 'function') this.acks.set(id = String(this.nextAck++), args.pop());
    this.ws.send('42' + id + JSON.stringify([event, ...args]));
  }
}

const $ = (id) => document.getElementById(id);
const show = (text, kind = '') => {
  const line = Object.assign(document.createElement('li'), { textContent: text, className: kind });
  $('log').append(line);
  line.scrollIntoView();
};
const name = prompt('Your name', 'guest ' + Math.floor(Math.random() * 1000)) || 'guest';
const room = location.hash.slice(1) || 'lobby';
const client = new Client()
  .on('connect', () => client.emit('join', { name, room },
    (ok) => $('state').textContent = ok ? `in #${room} as ${name}` : 'refused'))
  .on('disconnect', () => $('state').textContent = 'connection lost, trying again …')
  .on('joined', (who) => show(`${who} is here`, 'note'))
  .on('left', (who) => show(`${who} has left`, 'note'))
  .on('said', (who, text) => show(`${who}: ${text}`));
$('form').onsubmit = (event) => {
  event.preventDefault();
  client.emit('say', $('text').value);
  $('text').value = '';
};
</script>
)html";
}
