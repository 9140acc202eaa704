import { DatabaseSync } from 'node:sqlite';
import { rmSync } from 'node:fs';
import { domainCatalogue } from '../../libs/catalogue/domain-catalogue.js';
import { openProjectionEngine } from '../../libs/projection-engine/projection-engine.js';
import { projections } from '../registry/projections.js';
import { answerParent } from './child.js';
import { openStores, rawReadFile, systemClock } from './stores.js';

const rawBatch = 5_000;
const rawEvents = 200_000;
const rawDocuments = 49_000;
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

/** The raw limit of anchors.md: 200,000 small events folded by node:sqlite alone into 49,000 documents, written with a checkpoint every 5,000 events. */
const rebuildRaw = (directory: string): object => {
  const file = freshFile(directory);
  const raw = new DatabaseSync(file);
  raw.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; CREATE TABLE event (idx INTEGER PRIMARY KEY, text TEXT);
    CREATE TABLE doc (key TEXT PRIMARY KEY, body TEXT) WITHOUT ROWID; CREATE TABLE checkpoint (at INTEGER); BEGIN`);
  const insert = raw.prepare('INSERT INTO event VALUES (?, ?)');
  // A full-period generator: every document is met, in no order.
  for (let index = 0, document = 1; index < rawEvents; index += 1, document = (document * 1_103_515_245 + 12_345) % 2 ** 31)
    insert.run(index, JSON.stringify({ index, stream: `official-${document % rawDocuments}`, type: 'OfficialAppointed', data: { unit: `unit-${document % 997}`, position: 'truong-phong', effectiveOn: '2018-03-01', note: 'x'.repeat(110) } }));
  raw.exec('COMMIT');
  const events = raw.prepare('SELECT text FROM event ORDER BY idx');
  events.setReturnArrays(true);
  const find = raw.prepare('SELECT body FROM doc WHERE key = ?');
  const put = raw.prepare('INSERT OR REPLACE INTO doc VALUES (?, ?)');
  const start = performance.now();
  let count = 0;
  let batch = new Map<string, RawDocument>();
  const rows = events.all() as unknown as [string][]; // The driver's types know rows as objects only.
  for (const [text] of rows) {
    const event: { stream: string; data: { unit: string } } = JSON.parse(text);
    const known = batch.get(event.stream) ?? stored(find.get(event.stream));
    batch.set(event.stream, { acts: [...known.acts, event.data.unit] });
    count += 1;
    if (count % rawBatch > 0 && count < rawEvents) continue;
    raw.exec('BEGIN');
    for (const [key, document] of batch) put.run(key, JSON.stringify(document));
    raw.exec(`DELETE FROM checkpoint; INSERT INTO checkpoint VALUES (${count}); COMMIT`);
    batch = new Map();
  }
  const ms = performance.now() - start;
  raw.close();
  return { perSecond: (count / ms) * 1000, events: count };
};

type RawDocument = { readonly acts: readonly string[] };
const stored = (row: Record<string, unknown> | undefined): RawDocument => (row ? (JSON.parse(String(row['body'])) as RawDocument) : { acts: [] }); // Written above.

answerParent((question) => (question['work'] === 'all' ? rebuildAll(String(question['directory'])) : Promise.resolve(rebuildRaw(String(question['directory'])))));
