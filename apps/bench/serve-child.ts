import 'reflect-metadata';
import { openApplication } from '../standalone/open-application.js';
import { openMongoReadStore } from '../../libs/read-store/mongodb/mongo-read-store.js';
import { projections } from '../registry/projections.js';
import { openRegistry } from '../standalone/open-registry.js';
import { registryModule } from '../standalone/registry.module.js';
import { answerParent } from './child.js';
import { NothingController, RecordNothingHandler } from './nothing.js';
import { openStores, systemClock } from './stores.js';

type MongoPlace = { readonly url: string; readonly database: string };

/** Officials that the load acts on: fewer than streams are remembered, as in an office that works on its own people. */
const knownMax = 5_000;

/** `mongo`: the documents are on that server, and the events and keys in the directory as ever. */
const storesOf = async (directory: string, mongo: MongoPlace | undefined) => {
  const { events, read, keys } = await openStores(directory);
  if (!mongo) return { events, read, keys };
  await read.close();
  return { events, read: await openMongoReadStore(mongo), keys };
};

const open = async (directory: string, mongo: MongoPlace | undefined) => {
  const registry = await openRegistry({ stores: await storesOf(directory, mongo), clock: systemClock, province: 'binh-duong' });
  await registry.tail.load();
  registry.engine.subscribe(({ name }) => {
    if (name === 'ledger') void registry.tail.follow();
  });
  // The no-op route stands in the same application, behind the same pipe and bus.
  const application = await openApplication(registry, { bodyMax: 262_144, logLevel: 'error' }, registryModule(registry, { controllers: [NothingController], providers: [RecordNothingHandler] }));
  await application.listen(0, '127.0.0.1');
  return { registry, application };
};
let served: Awaited<ReturnType<typeof open>> | undefined;

/** The application over a directory, with its projections paused or running as told. */
answerParent(async ({ directory, projecting, mongo }) => {
  if (directory !== undefined) served = await open(String(directory), mongo as MongoPlace | undefined); // The parent's own message.
  if (!served) throw new Error('name a directory first');
  const { registry, application } = served;
  for (const { name } of projections) await (projecting === true ? registry.engine.resume(name) : registry.engine.pause(name));
  if (projecting === true) await registry.engine.whenCaughtUp();
  const { officials } = registry.knowledge.ledger;
  return {
    url: await application.getUrl(),
    head: registry.knowledge.index,
    officials: Array.from({ length: Math.min(officials.size, knownMax) }, (_, at) => officials.text(at)),
    women: [...registry.knowledge.ledger.genders.womenKnownAt(registry.knowledge.index, officials.size).slice(0, knownMax)],
  };
});
