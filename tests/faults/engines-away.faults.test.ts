import { MongoClient } from 'mongodb';
import { describeOnMongod, type OwnReplicaSet } from '../../libs/mongodb/mongod.fixtures.js';
import { isRealServer, notOnARealServer } from '../doubles/eventstoredb/event-store-db.fixtures.js';
import { openEventStoreDbDouble, type EventStoreDbDouble } from '../doubles/eventstoredb/eventstoredb-double.js';
import { errandAt, goesOn, killed, saysThat, stopped, verdictOn } from './at-work.js';
import { newClerk, startWorker } from './clerk.js';
import type { PairPlace } from './store-pairs.js';

const timeoutMs = 600_000;
const waits = /^waits \d+ (StoreUnavailable|OutcomeUnknown)$/;

if (isRealServer) describe('EventStoreDB or MongoDB going away and coming back', () => void it.todo(`is not tried here, because ${notOnARealServer}`));
else
  describeOnMongod(
    'EventStoreDB or MongoDB going away and coming back',
    (server) => {
      let double: EventStoreDbDouble | undefined;
      beforeAll(async () => {
        double = await openEventStoreDbDouble();
      });
      afterAll(() => double?.close());
      const eventStore = (): EventStoreDbDouble => {
        if (!double) throw new Error('opened before each test');
        return double;
      };
      const mongod = (): OwnReplicaSet => {
        const { own } = server();
        if (!own) throw new Error('started here');
        return own;
      };
      let logs = 0;
      const newPlace = (): Extract<PairPlace, { pair: 'engines' }> => ({ pair: 'engines', eventStoreUrl: eventStore().url, log: `away${(logs += 1)}`, mongoUrl: server().url, database: server().freshDatabase() });

      it('commands go on while MongoDB is gone, and the documents catch up', async () => {
        const [place, clerk] = [newPlace(), newClerk('lan')];
        const child = startWorker(errandAt(place, clerk));
        await goesOn(child, 50);
        await mongod().killAll();
        await goesOn(child, 200);
        await mongod().restart();
        await goesOn(child, 50);
        await stopped(child, clerk);
        expect(await verdictOn(place, clerk)).toEqual({ violations: [], behind: 0 });
      }, timeoutMs);

      it('shows a projector that takes a refused commit for done', async () => {
        const [place, clerk] = [{ ...newPlace(), commitMaxMs: 0 }, newClerk('lan')];
        const child = startWorker(errandAt(place, clerk, { fault: 'takes-refused-for-done' }));
        await goesOn(child, 50);
        // The connection goes away as a commit begins: the moment that killing the server would only meet by chance.
        await mongod().failNext(['findAndModify'], 3, { closeConnection: true });
        await goesOn(child, 200);
        await stopped(child, clerk);
        expect((await verdictOn(place, clerk)).violations).not.toEqual([]);
      }, timeoutMs);

      it('commands are refused while EventStoreDB is gone, and the same ones recorded once it is back', async () => {
        const [place, clerk] = [newPlace(), newClerk('lan')];
        const child = startWorker(errandAt(place, clerk));
        await goesOn(child, 50);
        await eventStore().kill();
        await saysThat(child, waits);
        await eventStore().restart();
        await goesOn(child, 50);
        await stopped(child, clerk);
        expect(await verdictOn(place, clerk)).toEqual({ violations: [], behind: 0 });
      }, timeoutMs);

      it('shows a command side that acknowledges before it has tried', async () => {
        const [place, clerk] = [newPlace(), newClerk('lan')];
        const child = startWorker(errandAt(place, clerk, { fault: 'acknowledges-early' }));
        await goesOn(child, 50);
        await eventStore().kill();
        await saysThat(child, waits);
        await killed(child, clerk);
        await eventStore().restart();
        expect((await verdictOn(place, clerk)).violations).not.toEqual([]);
      }, timeoutMs);

      it('documents whose database was dropped are made anew from the events', async () => {
        const [place, clerk] = [newPlace(), newClerk('lan')];
        const first = startWorker(errandAt(place, clerk, { commands: 200 }));
        expect(await first.ended()).toEqual({ code: 0, signal: null, stderr: '' });
        clerk.hear(first.lines);
        const client = await new MongoClient(place.mongoUrl).connect();
        await client.db(place.database).dropDatabase();
        await client.close();
        expect((await verdictOn(place, clerk)).behind).toBeGreaterThan(200);
        const second = startWorker(errandAt(place, clerk));
        await goesOn(second, 20);
        await stopped(second, clerk);
        expect(await verdictOn(place, clerk)).toEqual({ violations: [], behind: 0 });
      }, timeoutMs);
    },
    { members: 1 },
  );
