import { domainCatalogue } from '../../libs/catalogue/domain-catalogue.js';
import { openProjector, type Projector as OperatedProjector } from '../../libs/projection-engine/control/projector.js';
import type { ProjectionProgress } from '../../libs/projection-engine/progress.js';
import { openProjectionEngine, type ProjectionEngineOptions } from '../../libs/projection-engine/projection-engine.js';
import { backOffMs } from '../../libs/projection-engine/scheduler.js';
import { Freshness } from '../../libs/reporting/application/freshness.js';
import { keepKnown } from '../../libs/reporting/application/keeping-known.js';
import { Knowledge } from '../../libs/reporting/application/knowledge.js';
import { KnowledgeTail } from '../../libs/reporting/application/knowledge-tail.js';
import { ledgerProjection, type DomainEvent } from '../../libs/reporting/read-models/ledger-projection.js';
import type { Bug } from './bug.js';
import type { Life } from './course.js';
import { faultyEventStore } from './faulty-event-store.js';
import { faultyKeyStore } from './faulty-key-store.js';
import { faultyReadStore, type OnCommitted } from './faulty-read-store.js';
import { tallyProjection } from './tally-projection.js';
import { beginLife, instantOf, violated, type World } from './world.js';

export const projections = [ledgerProjection, tallyProjection];

/** What folds, alone or under a lease with others, and can be operated then. */
type Folding = Pick<ProjectionProgress, 'stoppedAt' | 'waitFor' | 'subscribe'> & { close(): Promise<void>; readonly operated?: Pick<OperatedProjector, 'wish' | 'liveGeneration'> };
export type Answering = { readonly life: Life; readonly engine: Folding; readonly knowledge: Knowledge; readonly tail: KnowledgeTail; readonly freshness: Freshness };

/** Much shorter than in production, as the runs are. */
const leaseMs = 1_500;

/** One process that folds the log and answers from it, over all its crashes and restarts. */
export class Projector {
  answering: Answering | undefined;
  #life: Life | undefined;
  #starts = 0;

  constructor(readonly name: string, private readonly world: World, private readonly bug: Bug, private readonly onCommitted: OnCommitted) {}

  start(): void {
    if (this.#life) return;
    this.#starts += 1;
    const life = beginLife(this.world, `${this.name}.${this.#starts}`);
    this.#life = life;
    this.world.course.note(`${life.name} starts`);
    void this.#open(life);
  }

  crash(): void {
    if (!this.#life) return;
    this.#life.isOver = true;
    this.#life = undefined;
    this.answering = undefined;
    this.world.course.note(`${this.name} crashes`);
  }

  /** As on SIGTERM: batches at hand are finished. */
  async stop(): Promise<void> {
    const { answering } = this;
    if (!answering) return;
    this.answering = undefined;
    await answering.engine.close();
    if (this.#life === answering.life) this.crash();
  }

  async #open(life: Life): Promise<void> {
    const { world, bug } = this;
    const within = { world, life };
    const [disk, keys] = [faultyEventStore(world, life), faultyKeyStore(world, life)];
    const plain = faultyReadStore(world, life, this.onCommitted);
    const store = bug.projectorStore?.(disk, within) ?? disk;
    const readStore = bug.readStore?.(plain, within) ?? plain;
    const clock = { now: () => instantOf(world) };
    const scheduler = { turn: () => world.course.pause(life, 0), delay: (ms: number, signal: AbortSignal) => world.course.pause(life, ms, signal) };
    const catalogue = bug.catalogue?.(domainCatalogue) ?? domainCatalogue;
    const { batchMax, documentsKeptMax } = world.swarm;
    const engine = await this.#insist(life, () => this.#fold(life, { store, readStore, catalogue, projections, clock, batchMax, documentsKeptMax, scheduler }));
    const knowledge = new Knowledge(bug.answerClock?.(clock) ?? clock);
    const tail = new KnowledgeTail(knowledge, readStore, keys, engine.operated);
    if (engine.operated) keepKnown({ knowledge, tail, progress: engine, keys, scheduler, onFailure: (error) => violated(world, 'soundness', `${life.name} cannot keep up: ${String(error)}`) });
    await this.#insist(life, () => tail.load());
    // What was under way when it crashed comes to nothing.
    if (life.isOver) return;
    // What could not be read now is read at the next question.
    if (!engine.operated) engine.subscribe(({ name }) => void (name === ledgerProjection.name && tail.follow().catch(() => undefined)));
    this.answering = { life, engine, knowledge, tail, freshness: new Freshness(engine, tail, knowledge) };
  }

  async #fold(life: Life, options: ProjectionEngineOptions<DomainEvent>): Promise<Folding> {
    if (!this.world.swarm.isOperated) return openProjectionEngine(options);
    const operated = await openProjector({ ...options, holder: life.name, leaseMs, roundMax: this.world.swarm.batchMax });
    return { ...operated, operated };
  }

  /** A process that cannot start is started again by whoever watches over it. */
  async #insist<Opened>(life: Life, open: () => Promise<Opened>): Promise<Opened> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await open();
      } catch (error) {
        this.world.course.note(`${life.name} cannot start: ${String(error)}`);
        await this.world.course.pause(life, backOffMs(attempt));
      }
    }
  }
}
