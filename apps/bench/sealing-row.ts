import { randomBytes } from 'node:crypto';
import type { BenchRow } from '../../libs/platform/bench/bench-row.js';
import { sealFields } from '../../libs/key-store/sealing.js';
import { median } from './median.js';

const sealings = 20_000;

/** What sealing costs, which the append rows leave out; the writer has its own thread's event loop and no hop. */
export const benchSealing = (): BenchRow[] => {
  const key = randomBytes(32);
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    for (let at = 0; at < sealings; at += 1) sealFields(key, 'person', `official-person|${at}`, { note: 'Đối chiếu giấy khai sinh bản gốc' }, randomBytes(12));
    return ((performance.now() - start) / sealings) * 1000;
  });
  return [{ name: 'sealing one field of one person', figure: median(times) / 1000, target: 0, unit: 'ms', higherIsBetter: false, detail: { microseconds: median(times) } }];
};
