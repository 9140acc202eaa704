import 'reflect-metadata';
import { openApplication } from '../standalone/open-application.js';
import { projections } from '../registry/projections.js';
import { openRegistry } from '../standalone/open-registry.js';
import { registryModule } from '../standalone/registry.module.js';
import { answerParent } from './child.js';
import { NothingController, RecordNothingHandler } from './nothing.js';
import { openStores, systemClock } from './stores.js';

/** Officials that the load acts on: fewer than streams are remembered, as in an office that works on its own people. */
const knownMax = 5_000;

const open = async (directory: string) => {
  const registry = await openRegistry({ stores: await openStores(directory), clock: systemClock, province: 'binh-duong' });
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
answerParent(async ({ directory, projecting }) => {
  if (directory !== undefined) served = await open(String(directory));
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
