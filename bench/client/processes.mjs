// CPU time of a browser, all the processes it has started, and of the whole machine, from /proc.
import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

function processes() {
  const table = [];
  for (const pid of readdirSync('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
      table.push({ pid: Number(pid), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) });
    } catch {
      // Ended while we looked.
    }
  }
  return table;
}

/** Seconds of CPU that `root` and everything below it have used so far. */
export function cpuSeconds(root) {
  const table = processes();
  const family = new Set([root]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const { pid, parent } of table) {
      if (family.has(parent) && !family.has(pid)) grew = family.add(pid) !== undefined;
    }
  }
  return table.filter(({ pid }) => family.has(pid)).reduce((sum, { ticks }) => sum + ticks, 0) / ticksPerSecond;
}

/** Seconds of CPU that the machine has been busy so far, all its cores together. */
export function machineSeconds() {
  const [user, nice, system, , , irq, softirq] = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0].split(/\s+/).slice(1).map(Number);
  return (user + nice + system + irq + softirq) / ticksPerSecond;
}
