import type { ProjectionsAnswer } from '../../libs/operations/answers/projections.dto.js';
import type { BenchRow } from '../../libs/platform/bench/bench-row.js';
import { openBenchServers } from '../../libs/platform/bench/bench-servers.js';
import { startChild } from './child.js';
import { anyMoment, corrections, refuseFailures, type Served } from './http-rows.js';
import { loadAtRate, loadFor } from './load.js';
import { median } from './median.js';

const [readers, roundMs, rounds] = [4, 5_000, 5];

/** The same questions to two servers that hold the same log, turn by turn: documents in a file, documents on MongoDB. */
export const benchMongoIndicators = async (directory: string): Promise<BenchRow[]> => {
  const servers = await openBenchServers();
  const name = 'five targets at any moment, 4 readers: p99 with documents on MongoDB / embedded';
  if (!servers.mongo) {
    await servers.close();
    process.stdout.write(`SKIPPED: ${name}: ${servers.whyNoMongo}\n`);
    return [];
  }
  const [embedded, mongo] = [startChild('serve-child'), startChild('serve-child')];
  const places = [await embedded.ask<Served>({ directory, projecting: true }), await mongo.ask<Served>({ directory, projecting: true, mongo: servers.mongo })];
  const p99: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round += 1) {
    for (const [at, { url, head }] of places.entries()) {
      const load = await loadFor(url, readers, roundMs, () => anyMoment(head));
      refuseFailures(name, load);
      // The first round warms both up.
      if (round > 0) p99[at]?.push(load.p99Ms);
    }
  }
  await embedded.end();
  await mongo.end();
  await servers.close();
  const [inFile, onMongo] = [median(p99[0]), median(p99[1])];
  return [{ name, figure: onMongo / inFile, target: 2, unit: 'ratio', higherIsBetter: false, detail: { embeddedP99Ms: inFile, mongoP99Ms: onMongo } }];
};

const [commandsPerSecond, restMs] = [200, 8_000];

const ledgerOf = async (url: string): Promise<ProjectionsAnswer['projections'][number] | undefined> => {
  const answer = (await (await fetch(`${url}/api/v1/projections`)).json()) as ProjectionsAnswer; // The documented answer.
  return answer.projections.find((projection) => projection.name === 'ledger');
};

/** Commands at a steady rate, at rest and while the ledger is rebuilt beside the live one, in one process on the embedded stores. */
export const benchRebuild = async (directory: string): Promise<BenchRow[]> => {
  const child = startChild('serve-child');
  const served = await child.ask<Served>({ directory, projecting: true });
  const next = corrections(served, `rb${Date.now()}`);
  const during = async (wait: () => Promise<void>) => {
    const ending = new AbortController();
    const load = loadAtRate(served.url, commandsPerSecond, ending.signal, next);
    const startedMs = performance.now();
    await wait();
    const ms = performance.now() - startedMs;
    ending.abort();
    const loaded = await load;
    refuseFailures('commands during a rebuild', loaded);
    return { ...loaded, ms };
  };
  const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  await during(() => pause(2_000));
  const rest = await during(() => pause(restMs));
  const rebuilding = await during(async () => {
    await fetch(`${served.url}/api/v1/projections/ledger/rebuild`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
    for (;;) {
      await pause(100);
      const rebuild = (await ledgerOf(served.url))?.rebuild;
      if (rebuild?.state === 'ready') return;
      if (rebuild?.state !== 'building') throw new Error(`the rebuild is ${rebuild?.state ?? 'not there'}`);
    }
  });
  await child.end();
  const detail = { restP50Ms: rest.p50Ms, restP99Ms: rest.p99Ms, rebuildP50Ms: rebuilding.p50Ms, commandsPerSecond: rebuilding.count / (rebuilding.ms / 1_000), rebuildSeconds: rebuilding.ms / 1_000, events: served.head + 1 };
  return [{ name: `commands at ${commandsPerSecond} a second while the ledger is rebuilt beside the live one: p99`, figure: rebuilding.p99Ms, target: 50, unit: 'ms', higherIsBetter: false, detail }];
};
