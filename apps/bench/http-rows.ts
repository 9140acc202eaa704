import type { BenchRow } from '../../libs/platform/bench/bench-row.js';
import { startChild, type Child } from './child.js';
import { loadAtRate, loadFor, type Load, type Shot } from './load.js';
import { median } from './median.js';

export type Served = { readonly url: string; readonly head: number; readonly officials: readonly string[]; readonly women: readonly number[] };
const connections = 64;
const roundMs = 4_000;
const rounds = 3;

const correction = ({ officials, women }: Served, run: string, fired: number) => {
  const at = fired % officials.length;
  const isWoman = ((women[at] ?? 0) + Math.floor(fired / officials.length)) % 2 === 1;
  return {
    official: officials[at] ?? '',
    headers: { 'idempotency-key': `${run}-${fired}`, 'parity-actor': 'bench', 'parity-role': 'operator' },
    body: JSON.stringify({ gender: isWoman ? 'male' : 'female', reason: 'Đối chiếu giấy khai sinh bản gốc' }),
  };
};

/** Commands that are each accepted: every official's gender is corrected to the other one, turn by turn, with a sealed reason. */
export const corrections = (served: Served, run: string) => {
  let fired = 0;
  return (): Shot => {
    const { official, ...shot } = correction(served, run, fired++);
    return { method: 'POST', path: `/api/v1/officials/${official}/correct-gender`, ...shot };
  };
};

/** The same requests to the route that does nothing. */
const nothings = (served: Served, run: string) => {
  let fired = 0;
  return (): Shot => {
    const { official, ...shot } = correction(served, run, fired++);
    return { method: 'POST', path: `/api/v1/nothing/${official}/correct-gender`, ...shot };
  };
};

const recruits = (run: string) => {
  let fired = 0;
  return (): Shot => {
    fired += 1;
    return {
      method: 'POST',
      path: '/api/v1/officials/recruit',
      headers: { 'idempotency-key': `${run}-${fired}`, 'parity-actor': 'bench', 'parity-role': 'operator' },
      body: JSON.stringify({
        unit: 'SNV', category: 'cong-chuc', position: 'chuyen-vien', name: `Nguyễn Thị Thử ${fired}`, gender: 'female', birthDate: '1990-02-03', effectiveOn: '2020-06-01',
        decision: { issuer: 'SNV', symbol: `QĐ-${run}`, number: (fired % 99_999) + 1, signedOn: '2020-05-20' },
      }),
    };
  };
};

export const refuseFailures = (name: string, { failures, count }: Load): void => {
  if (failures > 0) throw new Error(`${failures} of ${count} requests of "${name}" failed: the figure would mean nothing`);
};

const commandRow = async (child: Child, served: Served, name: string, target: number, next: () => Shot, nothing: () => Shot): Promise<BenchRow> => {
  const ratios: number[] = [];
  const rates: number[] = [];
  const idle: number[] = [];
  const p99: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const none = await loadFor(served.url, connections, roundMs, nothing);
    const real = await loadFor(served.url, connections, roundMs, next);
    refuseFailures(`${name} (no-op)`, none);
    refuseFailures(name, real);
    ratios.push(real.perSecond / none.perSecond);
    rates.push(real.perSecond);
    idle.push(none.perSecond);
    p99.push(real.p99Ms);
  }
  return { name, figure: median(ratios), target, unit: 'ratio', higherIsBetter: true, detail: { commandsPerSecond: median(rates), noOpPerSecond: median(idle), p99Ms: median(p99) } };
};

/** Commands over HTTP against a no-op command route of the same application: projections paused, then keeping up, then recruiting. */
export const benchCommands = async (directory: string): Promise<BenchRow[]> => {
  const child = startChild('serve-child');
  const run = `b${Date.now()}`;
  const served = await child.ask<Served>({ directory, projecting: false });
  const correct = corrections(served, run);
  const nothing = nothings(served, run);
  const rows = [await commandRow(child, served, 'commands over HTTP, projections paused / no-op command', 0.45, correct, nothing)];
  const recruit = recruits(`r${Date.now()}`);
  rows.push(await commandRow(child, served, 'recruiting over HTTP (makes a key), projections paused / no-op command', 0, recruit, nothing));
  await child.ask<Served>({ projecting: true });
  rows.push(await commandRow(child, served, 'commands over HTTP, projections keeping up / no-op command', 0, correct, nothing));
  await child.end();
  return rows;
};

const days = ['2016-12-31', '2017-03-15', '2018-07-11', '2019-10-02', '2020-05-20', '2020-12-31'];
export const anyMoment = (head: number): Shot => {
  const trueOn = days[Math.floor(Math.random() * days.length)] ?? '2020-12-31';
  return { method: 'GET', path: `/api/v1/indicators?trueOn=${trueOn}&knownAt=${Math.floor(Math.random() * (head + 1))}` };
};

/** Five targets in every reading at arbitrary moments by four readers, idle and while 500 commands a second are recorded. */
export const benchIndicators = async (directory: string): Promise<BenchRow[]> => {
  const child = startChild('serve-child');
  const served = await child.ask<Served>({ directory, projecting: true });
  const read = () => anyMoment(served.head);
  await loadFor(served.url, 4, 2_000, read);
  const idle = await loadFor(served.url, 4, 8_000, read);
  refuseFailures('indicators, idle', idle);
  const ending = new AbortController();
  const correct = corrections(served, `i${Date.now()}`);
  const writing = loadAtRate(served.url, 500, ending.signal, correct);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const busy = await loadFor(served.url, 4, 12_000, read);
  ending.abort();
  const written = await writing;
  refuseFailures('indicators, while recording', busy);
  refuseFailures('commands, while reading', written);
  const cube = await ratioRow(served.url);
  await child.end();
  const detail = { idleP50Ms: idle.p50Ms, idleP99Ms: idle.p99Ms, busyP50Ms: busy.p50Ms, busyP99Ms: busy.p99Ms, answersPerSecond: busy.perSecond, commandsPerSecond: written.perSecond, commandP99Ms: written.p99Ms };
  return [
    { name: 'five targets at any moment, 4 readers, 500 commands/s recorded: p99', figure: busy.p99Ms, target: 25, unit: 'ms', higherIsBetter: false, detail },
    { name: 'the same p99 / idle p99', figure: busy.p99Ms / idle.p99Ms, target: 3, unit: 'ratio', higherIsBetter: false, detail },
    cube,
  ];
};

const ratioRow = async (url: string): Promise<BenchRow> => {
  const times: number[] = [];
  let cells = 0;
  for (let round = 0; round < 7; round += 1) {
    const start = performance.now();
    const answer = await fetch(`${url}/api/v1/ratios?by=unit&period=month&from=2016-01-01&to=2020-12-31`);
    const { cells: found } = (await answer.json()) as { cells: unknown[] }; // The documented answer.
    times.push(performance.now() - start);
    cells = found.length;
  }
  return { name: 'every unit × every month 2016–2020 of one ratio', figure: median(times), target: 250, unit: 'ms', higherIsBetter: false, detail: { cells } };
};
