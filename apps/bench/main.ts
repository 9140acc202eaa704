import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchEventStore } from '../../libs/event-store/event-store.bench.js';
import { benchEventStoreDb } from '../../libs/event-store/eventstoredb/eventstoredb.bench.js';
import type { BenchRow } from '../../libs/platform/bench/bench-row.js';
import { benchMongoDb } from '../../libs/read-store/mongodb/mongodb.bench.js';
import { startChild } from './child.js';
import { benchMongoIndicators, benchRebuild } from './engine-rows.js';
import { benchCommands, benchIndicators } from './http-rows.js';
import { median } from './median.js';
import { benchSealing } from './sealing-row.js';

type Recorded = { readonly commands: number; readonly events: number; readonly recordMs: number; readonly projectMs: number; readonly loadMs: number; readonly totalMs: number; readonly rssMb: number };
type Rebuilt = { readonly perSecond: number; readonly events: number; readonly rssMb: number };

const usage = `npm run bench [-- --only store,eventstoredb,mongodb,sealing,demo,projections,commands,indicators,rebuild,mongo-indicators] [--size test|demo|full] [--json FILE]

Every figure is a ratio to a raw limit measured in the same run, or a time of the full province; a target of 0 is only reported.
`;

const benchDemo = async (directory: string, size: string): Promise<BenchRow[]> => {
  const child = startChild('record-child');
  const recorded = await child.ask<Recorded>({ directory, size });
  await child.end();
  return [{ name: `npm run demo -- --size ${size}, install and build aside`, figure: recorded.totalMs / 1000, target: 60, unit: 's', higherIsBetter: false, detail: recorded }];
};

const benchProjections = async (directory: string): Promise<BenchRow[]> => {
  const ratios: number[] = [];
  const all: Rebuilt[] = [];
  const raw: Rebuilt[] = [];
  for (let round = 0; round < 3; round += 1) {
    for (const [work, into] of [['raw', raw], ['all', all]] as const) {
      const child = startChild('projections-child');
      into.push(await child.ask<Rebuilt>({ directory, work }));
      await child.end();
    }
    ratios.push((all.at(-1)?.perSecond ?? 0) / (raw.at(-1)?.perSecond ?? 1));
  }
  // How much it needs, not how much the collector lets lie about when it is given more.
  const confined = startChild('projections-child', ['--max-old-space-size=256', '--max-semi-space-size=8']);
  const { rssMb, perSecond } = await confined.ask<Rebuilt>({ directory, work: 'all' });
  await confined.end();
  const detail = { eventsPerSecond: median(all.map(({ perSecond }) => perSecond)), rawPerSecond: median(raw.map(({ perSecond }) => perSecond)), events: all[0]?.events ?? 0 };
  return [
    { name: 'all projections from the full province’s events / raw rebuild of one at 5,000 a batch', figure: median(ratios), target: 0.5, unit: 'ratio', higherIsBetter: true, detail },
    { name: 'memory of that rebuild with a heap of 256 MB', figure: rssMb, target: 512, unit: 'MB', higherIsBetter: false, detail: { eventsPerSecond: perSecond, unconfinedMb: Math.max(...all.map((one) => one.rssMb)) } },
  ];
};

const isMet = ({ figure, target, higherIsBetter }: BenchRow): boolean => target === 0 || (higherIsBetter ? figure >= target : figure <= target);
const shown = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2));

const print = (row: BenchRow): void => {
  const goal = row.target === 0 ? 'reported' : `${row.higherIsBetter ? '≥' : '≤'} ${row.target} ${isMet(row) ? 'met' : 'NOT MET'}`;
  process.stdout.write(`${row.name}\n    ${shown(row.figure)} ${row.unit}   ${goal}\n    ${Object.entries(row.detail).map(([name, value]) => `${name} ${shown(value)}`).join('  ')}\n`);
};

const main = async (): Promise<void> => {
  const { values } = parseArgs({ options: { only: { type: 'string' }, size: { type: 'string', default: 'full' }, json: { type: 'string', default: 'bench-results.json' }, help: { type: 'boolean' } } });
  if (values.help) return void process.stdout.write(usage);
  const only = values.only?.split(',');
  const directory = mkdtempSync(join(tmpdir(), 'parity-bench-'));
  const needsProvince = (part: string) => ['demo', 'projections', 'commands', 'indicators', 'rebuild', 'mongo-indicators'].includes(part);
  const parts: Record<string, () => Promise<BenchRow[]>> = {
    store: benchEventStore,
    eventstoredb: benchEventStoreDb,
    mongodb: benchMongoDb,
    sealing: () => Promise.resolve(benchSealing()),
    demo: () => benchDemo(directory, values.size),
    projections: () => benchProjections(directory),
    indicators: () => benchIndicators(directory),
    rebuild: () => benchRebuild(directory),
    'mongo-indicators': () => benchMongoIndicators(directory),
    commands: () => benchCommands(directory),
  };
  const rows: BenchRow[] = [];
  try {
    for (const [part, bench] of Object.entries(parts)) {
      const isAsked = only === undefined || only.includes(part) || (part === 'demo' && only.some(needsProvince));
      if (!isAsked) continue;
      for (const row of await bench()) {
        print(row);
        rows.push(row);
      }
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  writeFileSync(values.json, `${JSON.stringify({ measuredAt: new Date().toISOString(), node: process.version, rows }, null, 2)}\n`);
};

await main();
