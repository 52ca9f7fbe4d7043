// What a page holds after its garbage was collected, and whether that grows.
const megabyte = 1024 * 1024;

/** A page's heap in MB, its nodes and its listeners, now and without garbage. */
export class Heap {
  samples = [];
  #session;

  static async of(name, page) {
    const heap = new Heap();
    heap.name = name;
    heap.#session = await page.createCDPSession();
    await heap.#session.send('Performance.enable');
    return heap;
  }

  async sample() {
    // What a first collection finalizes, a second one frees.
    for (let time = 0; time < 2; ++time) await this.#session.send('HeapProfiler.collectGarbage');
    const { metrics } = await this.#session.send('Performance.getMetrics');
    const value = (name) => metrics.find((metric) => metric.name === name).value;
    const held = { at: Date.now(), heap: value('JSHeapUsedSize') / megabyte, nodes: value('Nodes'), listeners: value('JSEventListeners') };
    this.samples.push(held);
    return held;
  }
}

const median = (values) => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
const middle = (samples) => Object.fromEntries(['at', 'heap', 'nodes', 'listeners'].map((key) => [key, median(samples.map((one) => one[key]))]));

// Above this growth something leaks: what one sample differs from the next without any leak, and a rate for long runs.
const noise = { heap: 3, nodes: 300, listeners: 100 };
const megabytesPerHour = 10;

/** The medians of the first and the last quarter of what was sampled after `warm`, and how long lay between them. */
function trend(samples, warm) {
  const counted = samples.filter(({ at }) => at >= warm);
  const quarter = Math.max(1, Math.ceil(counted.length / 4));
  const [first, last] = [middle(counted.slice(0, quarter)), middle(counted.slice(-quarter))];
  return { first, last, hours: (last.at - first.at) / 3_600_000 };
}

/** What grew beyond bounds; `say` is told all of it. */
export function leaks({ name, samples }, warm, say) {
  const { first, last, hours } = trend(samples, warm);
  const bounds = { ...noise, heap: Math.max(noise.heap, megabytesPerHour * hours) };
  say(
    `${name}: heap ${first.heap.toFixed(1)} -> ${last.heap.toFixed(1)} MB (at most ${bounds.heap.toFixed(1)} more), ` +
      `nodes ${first.nodes} -> ${last.nodes}, listeners ${first.listeners} -> ${last.listeners}, over ${(hours * 60).toFixed(1)} min`,
  );
  return Object.keys(noise)
    .filter((key) => last[key] - first[key] > bounds[key])
    .map((key) => `${name}: ${key} grew from ${first[key].toFixed(1)} to ${last[key].toFixed(1)}`);
}
