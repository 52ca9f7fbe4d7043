// A TURN server (coturn) on one host of the lab.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const port = 3478;
const credentials = { username: 'lab', credential: 'only-here' };

/** Starts it, and resolves once it listens. What it writes goes to `folder`. */
export async function startRelay(host, folder) {
  const options = {
    'listening-ip': host.address,
    'listening-port': port,
    'relay-ip': host.address,
    pidfile: join(folder, 'turnserver.pid'),
    'log-file': join(folder, 'turnserver.log'),
    realm: 'lab',
    user: `${credentials.username}:${credentials.credential}`,
  };
  const flags = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
  const [command, ...rest] = [...host.within, 'turnserver', '-n', '--lt-cred-mech', '--no-tls', '--no-dtls', '--no-cli', ...flags];
  const child = spawn(command, rest, { stdio: 'ignore' });
  // Its log does not say when it listens; the kernel does.
  const listens = async () => (await host.exec('ss', '-Hltn', `sport = :${port}`)).stdout !== '';
  while (!(await listens())) assert.equal(child.exitCode, null, 'coturn ended at start-up');
  return {
    /** The same server for moim's --ice-server. */
    iceServer: `turn:${host.address}:${port}?transport=tcp,username=${credentials.username},credential=${credentials.credential}`,
    async stop() {
      const exited = once(child, 'exit');
      child.kill();
      await exited;
    },
  };
}
