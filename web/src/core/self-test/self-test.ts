import { systemClock, Timer, type Clock } from '../clock';
import { Store } from '../observable';
import { browserRtc, type Rtc } from '../rtc';
import { checkTcp, checkTurn, checkUdp } from './paths';
import { sortServers, type TestServers } from './servers';
import {
  CHECKS,
  type CheckName,
  type Finding,
  type Findings,
  type SelfTestController,
  type SelfTestSnapshot,
} from './types';
import { browserWeb, checkHttps, checkWebSocket, type Web } from './web';

/** All checks together take no longer, in milliseconds. */
export const SELF_TEST_DEADLINE = 5_000;

export interface SelfTestOptions {
  /** The servers that the room names; null where it does not tell. Not waited for once `signal` is aborted. */
  readonly iceServers: (signal: AbortSignal) => Promise<readonly RTCIceServer[] | null>;
  readonly web?: Web;
  readonly rtc?: Rtc;
  readonly clock?: Clock;
}

type Check<Name extends CheckName> = (signal: AbortSignal) => Promise<Findings[Name]>;
type Checks = { readonly [Name in CheckName]: Check<Name> };

/** What it is when the check itself breaks. */
const BROKEN: Findings = {
  https: 'unreachable',
  websocket: 'unreachable',
  udp: 'none',
  tcp: 'silent',
  turn: 'silent',
};

const NOTHING: SelfTestSnapshot = { checks: CHECKS.map((name) => ({ name })), done: false };

/** Tests the ways to the server and to others, all at once and against one deadline. No address of anybody is in what it says. */
export class SelfTest implements SelfTestController {
  private readonly store = new Store<SelfTestSnapshot>(NOTHING);
  private readonly deadline: Timer;
  private running = new AbortController();

  readonly subscribe = this.store.subscribe;
  readonly getSnapshot = this.store.getSnapshot;

  constructor(private readonly options: SelfTestOptions) {
    this.deadline = new Timer(options.clock ?? systemClock);
  }

  readonly run = (): void => {
    this.dispose();
    const controller = (this.running = new AbortController());
    this.store.set(NOTHING);
    this.deadline.set(SELF_TEST_DEADLINE, () => controller.abort());
    const checks = this.checks(controller.signal);
    for (const name of CHECKS) void this.look(name, checks[name], controller);
  };

  readonly dispose = (): void => {
    this.deadline.cancel();
    this.running.abort();
  };

  private checks(signal: AbortSignal): Checks {
    const { web = browserWeb, rtc = browserRtc, iceServers } = this.options;
    const servers = iceServers(signal).then(
      (told) => told && sortServers(told),
      () => null,
    );
    const withServers =
      <Result>(check: (servers: TestServers) => Promise<Result>) =>
      async (): Promise<Result | 'not_told'> => {
        const told = await servers;
        return told ? check(told) : 'not_told';
      };
    return {
      https: () => checkHttps(web, signal),
      websocket: () => checkWebSocket(web, signal),
      udp: withServers(({ udp }) => checkUdp(rtc, udp, signal)),
      tcp: withServers(({ tcp }) => checkTcp(rtc, tcp, signal)),
      turn: withServers(({ turn }) => checkTurn(rtc, turn, signal)),
    };
  }

  private async look<Name extends CheckName>(
    name: Name,
    check: Check<Name>,
    controller: AbortController,
  ): Promise<void> {
    const found = await check(controller.signal).catch(() => BROKEN[name]);
    if (controller !== this.running) return;
    const finding = `${name}_${found}` as Finding;
    const checks = this.getSnapshot().checks.map((one) => (one.name === name ? { name, finding } : one));
    const done = checks.every((one) => one.finding !== undefined);
    if (done) this.deadline.cancel();
    this.store.set({ checks, done });
  }
}
