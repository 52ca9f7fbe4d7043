// A client that knows the base vocabulary and nothing else, through socket.io-client 2.3.0: one RTCPeerConnection for each other person, made anew for every
// offer; the joiner offers, the others answer; candidates are sent as they come and added as they arrive.
'use strict';
const query = new URLSearchParams(location.search);
const socket = io(query.get('server'), query.has('polling') ? { transports: ['polling'] } : {});
const people = new Map();
const status = document.getElementById('status');
let local;

function connectTo(id, label) {
  forget(id);
  const connection = new RTCPeerConnection({ iceServers: [] });
  const video = document.createElement('video');
  Object.assign(video, { autoplay: true, playsInline: true, muted: !query.has('sound') });
  video.dataset.label = label;
  document.getElementById('others').append(video);
  connection.ontrack = ({ streams }) => (video.srcObject = streams[0]);
  connection.onicecandidate = ({ candidate }) => {
    if (candidate) socket.emit('candidate', { candidate, candidateSendID: socket.id, candidateReceiveID: id });
  };
  for (const track of local.getTracks()) connection.addTrack(track, local);
  people.set(id, { connection, video });
  return connection;
}

function forget(id) {
  const person = people.get(id);
  if (!person) return;
  person.connection.close();
  person.video.remove();
  people.delete(id);
}

socket.on('all_users', async (users) => {
  status.textContent = 'joined';
  for (const { id, email } of users) {
    const connection = connectTo(id, email);
    const sdp = await connection.createOffer({ offerToReceiveAudio: true, offerToReceiveVideo: true });
    await connection.setLocalDescription(new RTCSessionDescription(sdp));
    socket.emit('offer', { sdp, offerSendID: socket.id, offerSendEmail: query.get('label'), offerReceiveID: id });
  }
});
socket.on('getOffer', async ({ sdp, offerSendID, offerSendEmail }) => {
  const connection = connectTo(offerSendID, offerSendEmail);
  await connection.setRemoteDescription(new RTCSessionDescription(sdp));
  const answer = await connection.createAnswer({ offerToReceiveVideo: true, offerToReceiveAudio: true });
  await connection.setLocalDescription(new RTCSessionDescription(answer));
  socket.emit('answer', { sdp: answer, answerSendID: socket.id, answerReceiveID: offerSendID });
});
socket.on('getAnswer', ({ sdp, answerSendID }) => people.get(answerSendID)?.connection.setRemoteDescription(new RTCSessionDescription(sdp)));
socket.on('getCandidate', ({ candidate, candidateSendID }) => people.get(candidateSendID)?.connection.addIceCandidate(new RTCIceCandidate(candidate)));
socket.on('user_exit', ({ id }) => forget(id));
socket.on('room_full', () => (status.textContent = 'full'));

navigator.mediaDevices.getUserMedia({ audio: true, video: { width: Number(query.get('width') ?? 240), height: Number(query.get('height') ?? 240) } }).then((stream) => {
  local = stream;
  document.getElementById('self').srcObject = stream;
  socket.emit('join_room', { room: query.get('room'), email: query.get('label') });
});
