import { CommandExecutor } from '../../libs/commands/execute-command.js';
import { systemRandom } from '../../libs/commands/recording.js';
import { OutcomeUnknown, StoreFull, StoreUnavailable } from '../../libs/event-store/event-store.port.js';
import { openInMemoryKeyStore } from '../../libs/key-store/in-memory/in-memory-key-store.js';
import { openProjectionEngine } from '../../libs/projection-engine/projection-engine.js';
import { toyCatalogue } from '../../libs/projection-engine/toy-log.fixtures.js';
import { moveOf, moving, places } from './moves.js';
import { breakEventStore, breakReadStore, type PlantedFault } from './planted-faults.js';
import { closePair, openPair, type PairPlace } from './store-pairs.js';

/** What one worker is to do. With `commands` 0 it only projects; it ends at SIGTERM, or once it has done its commands and projected them. */
export type Errand = {
  readonly place: PairPlace;
  readonly clerk: string;
  readonly from: number;
  readonly commands: number;
  readonly atOnce: number;
  readonly projects: boolean;
  readonly fault: PlantedFault;
};

const errand: Errand = JSON.parse(process.argv[2] ?? '{}');
const say = (line: string) => process.stdout.write(`${line}\n`);
const clock = { now: () => Date.now() };
const stopping = new AbortController();
process.once('SIGTERM', () => stopping.abort());

/** Fewer than there are, so that documents are also read back from the store. */
const documentsKeptMax = 8;
const startedMs = performance.now();
const pair = await openPair(errand.place);
const engine = errand.projects
  ? await openProjectionEngine({ store: pair.events, readStore: breakReadStore(errand.fault, pair.read), catalogue: toyCatalogue, projections: [places], clock, batchMax: 8, documentsKeptMax })
  : undefined;
await engine?.whenCaughtUp();
say(`ready ${Math.round(performance.now() - startedMs)}`);

// The same look-up key in every process, so that a command sent again is recognised as the same.
const keys = openInMemoryKeyStore({ random: { bytes: (length) => new Uint8Array(length) } });
const executor = new CommandExecutor(moving, { store: breakEventStore(errand.fault, pair.events), keys, clock, random: systemRandom });
const isPassing = (error: unknown): boolean => error instanceof StoreUnavailable || error instanceof StoreFull || error instanceof OutcomeUnknown;

/** Sends one command until its outcome is known, as a client does, and says the outcome. */
const carryOut = async (n: number): Promise<void> => {
  while (!stopping.signal.aborted) {
    try {
      if (errand.fault === 'acknowledges-early') say(`done ${n}`);
      const { outcome } = await executor.execute(moveOf(errand.clerk, n));
      if (outcome === 'conflict') continue;
      say(`${outcome === 'recorded' ? 'done' : outcome} ${n}`);
      return;
    } catch (error) {
      if (!isPassing(error)) throw error;
      say(`waits ${n} ${error instanceof Error ? error.name : ''}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
};

const end = errand.from + errand.commands;
await Promise.all(
  Array.from({ length: errand.atOnce }, async (_, lane) => {
    for (let n = errand.from + lane; n < end && !stopping.signal.aborted; n += errand.atOnce) await carryOut(n);
  }),
);
if (errand.commands === 0) {
  // A projector works until it is told to stop.
  const awake = setInterval(() => undefined, 1_000);
  await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve));
  clearInterval(awake);
}
await engine?.whenCaughtUp();
for (const { state, stoppedAt } of (await engine?.status()) ?? []) if (state !== 'running') say(`stopped ${JSON.stringify(stoppedAt)}`);
await engine?.close();
await closePair(pair);
