import { controlProjection } from '../../libs/projection-engine/control/control-document.js';
import { projectionIdOf } from '../../libs/read-store/collection-name.js';
import type { ProjectionSpec } from '../../libs/read-store/read-store.port.js';
import type { OnCommitted } from './faulty-read-store.js';
import { projections, type Projector } from './projector.js';
import { PureFold } from './pure-fold.js';
import { violated, type World } from './world.js';

/** The documents of every generation of every projection, held against a pure fold at each commit. */
export class Views {
  readonly #folds = new Map<string, PureFold>();

  constructor(private readonly world: World) {}

  /** I3 and I4: the checkpoint never goes back or beyond the log, and the documents are those of a pure fold up to it. */
  readonly onCommitted: OnCommitted = (spec, { expected, next, writes }) => {
    // What operators wish is no fold of the log.
    if (spec.name === controlProjection.name) return;
    const id = projectionIdOf(spec);
    if (next < expected || next > this.world.chronicle.head) violated(this.world, 'I4', `${id} goes from ${expected} to ${next}`);
    const wrong = this.#foldOf(spec).findWrong(next, writes);
    if (wrong !== undefined) violated(this.world, 'I3', `${id} ${wrong}`);
  };

  /** How far everything can be applied, and the first event that cannot. */
  reach(): { readonly last: number; readonly poison: number | undefined } {
    const { chronicle } = this.world;
    const poison = chronicle.poisonIndex();
    return { last: poison === undefined ? chronicle.head : poison - 1, poison };
  }

  /** What keeps every process from showing all that can be applied, and saying what cannot; undefined when nothing does. */
  findUnsettled(projectors: readonly Projector[]): string | undefined {
    const { last, poison } = this.reach();
    for (const { answering, name } of projectors) {
      if (!answering) return `${name} is not up`;
      for (const { name: projection } of projections) {
        const spec = liveOf(projection, answering.engine);
        const index = spec && this.#folds.get(projectionIdOf(spec))?.index;
        if (index !== last) return `${projection} stands at ${index} for ${name} and should be at ${last}`;
        const stoppedAt = answering.engine.stoppedAt(projection)?.index;
        if (stoppedAt !== poison) return `${name} has stopped ${projection} at ${stoppedAt} where ${poison} cannot be applied`;
      }
    }
    return undefined;
  }

  /** Once everything is settled: all live documents, each against the fold. */
  async check(projectors: readonly Projector[]): Promise<void> {
    for (const { answering } of projectors)
      for (const { name } of answering ? projections : []) {
        const spec = answering && liveOf(name, answering.engine);
        const difference = spec && (await this.#foldOf(spec).findDifference(this.world.disk.read, spec));
        if (difference !== undefined) violated(this.world, 'I3', `${name} ${difference}`);
      }
  }

  #foldOf(spec: ProjectionSpec): PureFold {
    const id = projectionIdOf(spec);
    const projection = projections.find(({ name }) => name === spec.name);
    const fold = this.#folds.get(id) ?? (projection && new PureFold(projection, this.world.chronicle));
    if (!fold) throw new Error(`no projection ${spec.name} is simulated`);
    this.#folds.set(id, fold);
    return fold;
  }
}

type Folding = NonNullable<Projector['answering']>['engine'];
const liveOf = (name: string, { operated }: Folding): ProjectionSpec | undefined => {
  const spec = projections.find((projection) => projection.name === name);
  return spec && (operated ? { ...spec, generation: operated.liveGeneration(name) } : spec);
};
