// The two ways a server is reached in these tests: plain on loopback, and with the certificate that moim makes itself.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMoim } from './process.mjs';

export const schemes = {
  http: async () => startMoim(),
  https: async () => startMoim(['--tls-self-signed', '--state-dir', await mkdtemp(join(tmpdir(), 'moim-e2e-state-'))]),
};
