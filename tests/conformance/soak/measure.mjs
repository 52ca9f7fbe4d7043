// What the server holds, as it says itself and as the kernel says.
import { readdirSync } from 'node:fs';
import { until } from '../support/clients.mjs';
import { rawExchange } from '../support/raw.mjs';

const gauges = { connections: 'moim_connections', sessions: 'moim_engineio_sessions', rooms: 'moim_rooms', members: 'moim_members' };

/** The port of the metrics listener, which the log names. */
export async function metricsPort(server) {
  const pattern = /metrics at http:\/\/127.0.0.1:(\d+)\/metrics/;
  await until(() => pattern.test(server.log), 'the metrics listener is named');
  return Number(pattern.exec(server.log)[1]);
}

const descriptors = (server) => readdirSync(`/proc/${server.pid}/fd`).length;

async function measure(server, port) {
  const text = await rawExchange(port, 'GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
  const value = (name) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
  const held = Object.fromEntries(Object.entries(gauges).map(([key, name]) => [key, value(name)]));
  return { ...held, descriptors: descriptors(server), memory: server.memory() };
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 500));

/** Measures until nobody is left; what is then. Whoever vanished is noticed by heartbeats and timeouts. */
export async function measureEmpty(server, port, patience = 90_000) {
  const deadline = Date.now() + patience;
  let held = await measure(server, port);
  while (Object.keys(gauges).some((key) => held[key] !== 0) && Date.now() < deadline) {
    await pause();
    held = await measure(server, port);
  }
  // The connection that asked may still be counted.
  for (let i = 0; i < 3; i += 1) {
    await pause();
    held.descriptors = Math.min(held.descriptors, descriptors(server));
  }
  return held;
}
