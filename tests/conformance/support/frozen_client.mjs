// A member of a room, in a process of its own so that it can be stopped like a laptop that is closed:
// node frozen_client.mjs URL ROOM. Says "joined", then does nothing but answer heartbeats.
import { io } from 'socket.io-client-4.8.4';

const [url, room] = process.argv.slice(2);
const socket = io(url, { transports: ['websocket'], reconnection: false });
socket.on('all_users', () => console.log('joined'));
socket.emit('join_room', { room, email: 'frozen' });
