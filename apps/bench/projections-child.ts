import { DatabaseSync } from 'node:sqlite';
import { rmSync } from 'node:fs';
import { domainCatalogue } from '../../libs/catalogue/domain-catalogue.js';
import { openProjectionEngine } from '../../libs/projection-engine/projection-engine.js';
import { filesOf } from '../../libs/platform/data-directory/data-directory.js';
import { projections } from '../standalone/open-registry.js';
import { answerParent } from './child.js';
import { openStores, rawReadFile, systemClock } from './stores.js';

const rawBatch = 5_000;
const freshFile = (directory: string): string => {
  const file = rawReadFile(directory);
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  return file;
};

/** Every projection of the application from index 0, over the log of the directory. */
const rebuildAll = async (directory: string): Promise<object> => {
  const { events, read, keys } = await openStores(directory, freshFile(directory));
  for (const projection of projections) await read.declare(projection);
  const start = performance.now();
  const engine = await openProjectionEngine({ store: events, readStore: read, catalogue: domainCatalogue, projections, clock: systemClock });
  await engine.whenCaughtUp();
  const ms = performance.now() - start;
  const count = (await events.head()) + 1;
  await engine.close();
  await events.close();
  await read.close();
  await keys.close();
  return { perSecond: (count / ms) * 1000, rssMb: process.resourceUsage().maxRSS / 1024, events: count };
};

/** The raw limit: one projection, a document a stream, parsed and folded with node:sqlite alone, written with its checkpoint every 5,000 events. */
const rebuildRaw = (directory: string): object => {
  const log = new DatabaseSync(filesOf(directory).events, { readOnly: true });
  const read = new DatabaseSync(freshFile(directory));
  read.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; CREATE TABLE docs (key TEXT PRIMARY KEY, body TEXT) WITHOUT ROWID; CREATE TABLE checkpoint (at INTEGER)');
  const events = log.prepare('SELECT text FROM event ORDER BY idx');
  events.setReturnArrays(true);
  const find = read.prepare('SELECT body FROM docs WHERE key = ?');
  const put = read.prepare('INSERT OR REPLACE INTO docs VALUES (?, ?)');
  const start = performance.now();
  let count = 0;
  let batch = new Map<string, { events: number; last: unknown }>();
  const write = () => {
    read.exec('BEGIN');
    for (const [key, document] of batch) put.run(key, JSON.stringify(document));
    read.exec(`DELETE FROM checkpoint; INSERT INTO checkpoint VALUES (${count}); COMMIT`);
    batch = new Map();
  };
  for (const [text] of events.iterate() as unknown as Iterable<[string]>) { // The driver's types know rows as objects only.
    const event: { stream: string; data: unknown } = JSON.parse(text);
    const known = batch.get(event.stream) ?? stored(find.get(event.stream));
    batch.set(event.stream, { events: (known?.events ?? 0) + 1, last: event.data });
    count += 1;
    if (count % rawBatch === 0) write();
  }
  write();
  const ms = performance.now() - start;
  log.close();
  read.close();
  return { perSecond: (count / ms) * 1000, events: count };
};

const stored = (row: Record<string, unknown> | undefined): { events: number } | undefined => (row ? (JSON.parse(String(row['body'])) as { events: number }) : undefined); // Written above.

answerParent((question) => (question['work'] === 'all' ? rebuildAll(String(question['directory'])) : Promise.resolve(rebuildRaw(String(question['directory'])))));
