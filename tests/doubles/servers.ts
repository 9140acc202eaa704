import { openTestMongod, whyNoMongod } from '../../libs/mongodb/mongod.fixtures.js';
import { eventStoreDbForTests } from './eventstoredb/event-store-db.fixtures.js';

/**
 * The servers of a benchmark in a process of their own: those that EVENTSTORE_URL and MONGODB_URL name, or the test double of EventStoreDB and a mongod of its own.
 * Says in one line of JSON where they are; ends with its standard input. `--without-mongo`: only the first.
 */
const server = await eventStoreDbForTests();
const whyNot = process.argv.includes('--without-mongo') ? 'it was not asked for' : whyNoMongod();
const mongod = whyNot === undefined ? await openTestMongod() : undefined;
process.stdout.write(`${JSON.stringify({ eventStore: { url: server.url, isReal: server.isReal, log: server.freshLog() }, mongo: mongod ? { url: mongod.url, database: mongod.freshDatabase() } : null, whyNoMongo: whyNot ?? null })}\n`);
process.stdin.on('end', () => {
  void Promise.all([server.close(), mongod?.stop()]).then(() => process.exit(0));
});
process.stdin.resume();
