// Starts the built programs on ephemeral loopback ports and ends them again.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
export const binaries = process.env.MOIM_BIN_DIR ?? join(root, 'build', 'release', 'bin');

// A server that a sanitizer has something to say about ends there, and its tests fail.
const sanitizerOptions = {
  ASAN_OPTIONS: 'abort_on_error=1',
  UBSAN_OPTIONS: 'print_stacktrace=1',
  TSAN_OPTIONS: 'halt_on_error=1:second_deadlock_stack=1',
};

/** A running server program: its address, its log so far, and ways to look at it and to end it. */
class ServerProcess {
  constructor(child) {
    this.child = child;
    this.log = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (this.log += text));
  }

  get pid() {
    return this.child.pid;
  }

  /** Resident memory in KiB, as the kernel counts it. */
  memory() {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${this.pid}/status`, 'utf8'))[1]);
  }

  /** Asks the program to end and resolves with its exit code. */
  async stop(signal = 'SIGTERM') {
    if (this.child.exitCode !== null) return this.child.exitCode;
    const exited = once(this.child, 'exit');
    this.child.kill(signal);
    const [code] = await exited;
    return code;
  }

  async #announced(pattern) {
    for (;;) {
      const found = pattern.exec(this.log);
      if (found) return found;
      if (this.child.exitCode !== null) throw new Error(`the server ended at start-up:\n${this.log}`);
      await Promise.race([once(this.child.stdout, 'data'), once(this.child.stderr, 'data'), once(this.child, 'exit')]);
    }
  }

  /** `within` is a command that starts the program where it should run. */
  static async start(program, args, env, within = []) {
    const [command, ...rest] = [...within, join(binaries, program), ...args];
    const child = spawn(command, rest, {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...sanitizerOptions, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.setEncoding('utf8');
    child.stderr.setEncoding('utf8');
    const server = new ServerProcess(child);
    server.url = (await server.#announced(/(https?:\/\/(?:localhost|127\.0\.0\.1):\d+)/))[1].replace('localhost', '127.0.0.1');
    server.port = Number(new URL(server.url).port);
    return server;
  }
}

export const startMoim = (args = [], env = {}, within = []) =>
  ServerProcess.start('moim', ['--listen', '127.0.0.1:0', ...args], env, within);
export const startEcho = (args = []) => ServerProcess.start('echo', ['--port', '0', ...args], {});
export const startChat = (port = 0) => ServerProcess.start('chat', [String(port)], {});

/** True when the program was built with a sanitizer, whose own memory makes memory readings meaningless. */
export const sanitized = binaries.includes('san');
