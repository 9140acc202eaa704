import 'reflect-metadata';
import { openApplication } from '../standalone/open-application.js';
import { openRegistry } from '../standalone/open-registry.js';
import { recordSample } from '../standalone/record-sample.js';
import type { SampleSize } from '../../libs/sample/sample-command.js';
import { answerParent } from './child.js';
import { openStores, systemClock } from './stores.js';

/** Records the sample as `npm run demo` does, and says how long each stage took in milliseconds. */
answerParent(async ({ directory, size }) => {
  const start = performance.now();
  const registry = await openRegistry({ stores: await openStores(String(directory)), clock: systemClock, province: 'binh-duong', asksReadSide: false, isWithheld: true });
  const application = await openApplication(registry, { bodyMax: 262_144, logLevel: 'error' });
  const opened = performance.now();
  const commands = await recordSample(application, registry, { size: size as SampleSize, seed: 1 }); // The parent's own word.
  const recorded = performance.now();
  await registry.engine.withhold(false);
  await registry.engine.whenCaughtUp();
  const projected = performance.now();
  await registry.tail.load();
  const loaded = performance.now();
  const events = (await registry.events.head()) + 1;
  await application.close();
  await registry.close();
  return { commands, events, openMs: opened - start, recordMs: recorded - opened, projectMs: projected - recorded, loadMs: loaded - projected, totalMs: loaded - start, rssMb: process.resourceUsage().maxRSS / 1024 };
});
