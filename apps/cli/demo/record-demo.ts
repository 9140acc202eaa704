import type { DirectoryLock } from '../../../libs/platform/data-directory/data-directory.js';
import type { Settings } from '../../../libs/platform/settings/settings.js';
import type { SampleSize } from '../../../libs/sample/sample-command.js';
import { openApplication } from '../../standalone/open-application.js';
import { openDirectory } from '../../standalone/open-directory.js';
import { projections } from '../../registry/projections.js';
import type { Registry } from '../../standalone/open-registry.js';
import { recordSample, SampleDiffers } from '../../standalone/record-sample.js';
import { CommandStopped } from '../exit-codes.js';
import { runStage, type Stage } from '../progress.js';
import type { Terminal } from '../terminal.js';

export type DemoOptions = { readonly lock: DirectoryLock; readonly settings: Settings; readonly size: SampleSize; readonly seed: number; readonly signal: AbortSignal };

/** Records what is missing of the sample and folds it into documents. Stopped by the signal, it leaves what it has done. */
export const recordDemo = async (terminal: Terminal, { lock, settings, size, seed, signal }: DemoOptions): Promise<void> => {
  const { registry } = await openDirectory({ directory: lock.directory, province: 'binh-duong', queueMax: settings['append-queue-max'], asksReadSide: false, isWithheld: true });
  try {
    const application = await openApplication(registry, { bodyMax: settings['body-max'], logLevel: settings['log-level'] });
    try {
      // Recorded first and folded afterwards, both go faster than side by side.
      await runStage(terminal, `Ghi Bình Dương 2016–2020 (cỡ ${size}, hạt giống ${seed})`, ({ update }) =>
        recordSample(application, registry, { size, seed, signal, onProgress: ({ done, total }) => update(done, total) }).catch(asRefusal));
      if (!signal.aborted) await runStage(terminal, 'Dựng số liệu từ các sự kiện', (stage) => project(registry, stage, signal));
    } finally {
      await application.close();
    }
  } finally {
    await registry.close();
  }
};

const asRefusal = (error: unknown): never => {
  throw error instanceof SampleDiffers ? new CommandStopped('refused', error.message) : error;
};

const project = async ({ engine, events }: Registry, { update }: Stage, signal: AbortSignal): Promise<void> => {
  const total = (await events.head()) + 1;
  const reached = new Map(projections.map(({ name }) => [name, -1]));
  const unsubscribe = engine.subscribe(({ name, index }) => {
    reached.set(name, index);
    update(Math.min(...reached.values()) + 1, total);
  });
  const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  await engine.withhold(false);
  await Promise.race([engine.whenCaughtUp(), aborted]);
  unsubscribe();
  if (!signal.aborted) update(total, total);
};
