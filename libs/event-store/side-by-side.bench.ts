import { performance } from 'node:perf_hooks';
import type { BenchRow } from '../platform/bench/bench-row.js';
import type { NewEvent } from './event-store.port.js';

/** An envelope of the given size and an id of its own, made outside what is measured. */
export const eventMaker = (bytes: number) => {
  const filler = 'x'.repeat(bytes - 110);
  let made = 0;
  return (): NewEvent => {
    made += 1;
    const digits = String(made).padStart(12, '0');
    return { id: `00000000-0000-5000-8000-${digits}`, type: 'OfficialAppointed', text: `{"commandId":"${digits}","data":{"effectiveOn":"2019-12-31","post":"${filler}"},"type":"OfficialAppointed","v":1}` };
  };
};

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const elapsed = async (work: () => Promise<void> | void): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
};

const warmUpRounds = 2;
/** Both sides in turn, in short rounds and by their medians, so that the machine's moods meet both; the first rounds warm up. Rates are per second. */
export const compare = async (rounds: number, units: number, port: (round: number) => Promise<void>, raw: (round: number) => Promise<void> | void) => {
  const [portMs, rawMs]: [number[], number[]] = [[], []];
  for (let round = 0; round < warmUpRounds + rounds; round += 1) {
    const rawFirst = round % 2 === 0;
    const early = await elapsed(() => (rawFirst ? raw(round) : port(round)));
    const late = await elapsed(() => (rawFirst ? port(round) : raw(round)));
    if (round < warmUpRounds) continue;
    const [ofPort, ofRaw] = rawFirst ? [late, early] : [early, late];
    portMs.push(ofPort);
    rawMs.push(ofRaw);
  }
  return { figure: median(rawMs) / median(portMs), portPerSecond: Math.round((units * 1000) / median(portMs)), rawPerSecond: Math.round((units * 1000) / median(rawMs)) };
};

/** `figure` is the raw side's time in the port's. */
export const ratioRow = (name: string, target: number, { figure, ...detail }: Awaited<ReturnType<typeof compare>>): BenchRow => ({
  name,
  figure: Number(figure.toFixed(3)),
  target,
  unit: 'ratio',
  higherIsBetter: true,
  detail,
});
