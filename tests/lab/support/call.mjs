// A call across the network of namespaces: a server on one host, a browser on each of the others.
import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChromium } from '../../e2e/support/browsers.mjs';
import { Person } from '../../e2e/support/person.mjs';
import { startMoim } from '../../e2e/support/process.mjs';
import { Network } from './network.mjs';

const port = 8443;

/** Puppeteer starts one program: this one is the browser on that host. It is spoken to over a pipe, which crosses namespaces. */
async function browserOn(host, folder) {
  const program = join(folder, `chromium-${host.name}`);
  await writeFile(program, `#!/bin/sh\nexec ${host.within.join(' ')} /usr/bin/chromium "$@"\n`);
  await chmod(program, 0o755);
  return startChromium({ executablePath: program, pipe: true });
}

export class Call {
  people = [];
  #browsers = [];

  /**
   * A server that listens, and a browser with an open page for each name. `prepare` changes the network before anybody
   * comes, and may return further arguments for the server. `script` runs in every page before its own.
   */
  static async among(names, { prepare, script } = {}) {
    const call = new Call();
    call.folder = await mkdtemp(join(tmpdir(), 'moim-lab-'));
    call.network = await Network.create('server', ...names);
    [call.host, ...call.homes] = call.network.hosts;
    call.url = `https://${call.host.address}:${port}/r/lab`;
    try {
      call.server = await call.startServer(await prepare?.(call));
      for (const home of call.homes) {
        const browser = await browserOn(home, call.folder);
        call.#browsers.push(browser);
        call.people.push(await Person.join(browser, call.url, home.name, { prepare: script }));
      }
      for (const person of call.people) await person.seesPeopleMove(names.length - 1);
    } catch (error) {
      await call.end();
      throw error;
    }
    return call;
  }

  startServer(args = []) {
    const listen = ['--listen', `https://${this.host.address}:${port}`, '--tls-self-signed', '--state-dir', join(this.folder, 'state')];
    return startMoim([...listen, ...args], {}, this.host.within);
  }

  async end() {
    for (const browser of this.#browsers) await browser.close();
    await this.server?.stop();
    await this.network.remove();
  }
}
