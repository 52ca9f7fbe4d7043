'use strict';
// The kind of server the base vocabulary comes from: Socket.IO on Node, relaying what it is sent to whom it is told.
// usage: node server.js <socket.io-2 | socket.io-4> <port>

const http = require('http');
const { Rooms } = require('./rooms');

const MAXIMUM = 4;

const [library, port] = process.argv.slice(2);
if (!['socket.io-2', 'socket.io-4'].includes(library) || !(Number(port) > 0)) {
  console.error('usage: node server.js <socket.io-2 | socket.io-4> <port>');
  process.exit(2);
}

const server = http.createServer((request, response) => response.end());
// Version 2 is called as a function, version 4 exports a class.
const socketio = require(library);
const io = library === 'socket.io-2' ? socketio(server) : new socketio.Server(server);
const rooms = new Rooms(MAXIMUM);

function on_join(socket, { room, email }) {
  const others = rooms.join(socket.id, room, email);
  if (!others) {
    socket.emit('room_full');
    return;
  }
  socket.join(room);
  socket.emit('all_users', others);
}

io.on('connection', (socket) => {
  socket.on('join_room', (data) => on_join(socket, data));
  socket.on('offer', ({ sdp, offerSendID, offerSendEmail, offerReceiveID }) =>
    socket.to(offerReceiveID).emit('getOffer', { sdp, offerSendID, offerSendEmail }));
  socket.on('answer', ({ sdp, answerSendID, answerReceiveID }) =>
    socket.to(answerReceiveID).emit('getAnswer', { sdp, answerSendID }));
  socket.on('candidate', ({ candidate, candidateSendID, candidateReceiveID }) =>
    socket.to(candidateReceiveID).emit('getCandidate', { candidate, candidateSendID }));
  socket.on('disconnect', () => {
    const room = rooms.leave(socket.id);
    if (room !== undefined) socket.to(room).emit('user_exit', { id: socket.id });
  });
});

server.listen(Number(port), '127.0.0.1');
