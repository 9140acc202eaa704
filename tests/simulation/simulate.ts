import type { ProjectionSpec } from '../../libs/read-store/read-store.port.js';
import type { Bug } from './bug.js';
import type { Acquaintances } from './clerk-commands.js';
import { workAsClerk } from './clerk.js';
import { CommandSide } from './command-side.js';
import { checkDecisions } from './decided-anew.js';
import type { OnCommitted } from './faulty-read-store.js';
import { Inspector } from './inspector.js';
import { letLoose } from './nemesis.js';
import { checkpointsOf, Projector, projections } from './projector.js';
import { PureFold } from './pure-fold.js';
import { foundProvince } from './small-province.js';
import type { Violation } from './rules.js';
import type { FaultKind } from './swarm.js';
import { checkIdentities, checkOnce, checkTold } from './told-truthfully.js';
import { openWorld, violated, type World } from './world.js';

export type Simulated = {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly traceHash: string;
  readonly lastLines: readonly string[];
  readonly steps: number;
  readonly events: number;
  readonly outcomes: readonly string[];
  readonly seen: ReadonlyMap<FaultKind, number>;
};

/** Some ten times as many as a run takes. */
const stepsMax = 20_000;
const questionsAsked = 5;

/** One run of real code on a simulated machine: the same seed gives the same run. */
export const simulate = async (seed: number, bug: Bug = {}): Promise<Simulated> => {
  const world = openWorld(seed);
  const { course, swarm, chronicle, disk, violations } = world;
  await foundProvince(disk.events);
  await chronicle.readOn(disk.events);
  const known: Acquaintances = { officials: [], acts: new Map() };
  const folds = projections.map((projection) => new PureFold(projection, chronicle));
  const sides = Array.from({ length: swarm.sides }, (_, at) => new CommandSide(`side${at}`, world, bug));
  const projectors = Array.from({ length: swarm.projectors }, (_, at) => new Projector(`projector${at}`, world, bug, holding(world, folds)));
  const inspector = new Inspector(world, bug);
  for (const process of [...sides, ...projectors]) process.start();
  letLoose(world, { sides, projectors, officials: known.officials });
  let served = 0;
  for (let at = 0; at < swarm.clerks; at += 1) void workAsClerk({ world, sides, known }, `clerk-${at}`).then(() => (served += 1));
  void inspector.inspect(projectors, questionsAsked);
  if ((await course.run(stepsMax, () => violations.length > 0)) === 'endless') violated(world, 'liveness', 'it goes on and on');
  if (violations.length === 0) {
    if (served < swarm.clerks) violated(world, 'liveness', 'a clerk waits in vain');
    await checkViews(world, folds, projectors);
    await checkAnswers(world, inspector, projectors);
    for (const check of [checkTold, checkOnce, checkIdentities, checkDecisions]) check(world);
  }
  return {
    seed, violations, traceHash: course.traceHash(), lastLines: course.lastLines(), steps: course.steps, events: chronicle.written.length, seen: world.seen,
    outcomes: world.attempts.map(({ told }) => told?.outcome ?? 'none'),
  };
};

/** I3 and I4 at every commit: the checkpoint never goes back or beyond the log, and the documents are those of a pure fold up to it. */
const holding = (world: World, folds: readonly PureFold[]): OnCommitted => ({ name }: ProjectionSpec, { expected, next, writes }) => {
  if (next < expected || next > world.chronicle.head) violated(world, 'I4', `${name} goes from ${expected} to ${next}`);
  const wrong = folds.find(({ projection }) => projection.name === name)?.findWrong(next, writes);
  if (wrong !== undefined) violated(world, 'I3', `${name} ${wrong}`);
};

/** Everything that can be applied is in the documents, and nothing else; where something cannot be applied, every projection says so. */
const checkViews = async (world: World, folds: readonly PureFold[], projectors: readonly Projector[]): Promise<void> => {
  const poison = world.chronicle.poisonIndex();
  const last = poison === undefined ? world.chronicle.head : poison - 1;
  for (const [name, index] of await checkpointsOf(world.disk.read)) if (index !== last) violated(world, 'liveness', `${name} stands at ${index} and should be at ${last}`);
  for (const fold of folds) {
    const difference = await fold.findDifference(world.disk.read);
    if (difference !== undefined) violated(world, 'I3', `${fold.projection.name} ${difference}`);
  }
  for (const { answering, name } of projectors)
    for (const projection of projections) {
      const stoppedAt = answering?.engine.stoppedAt(projection.name)?.index;
      if (!answering || stoppedAt !== poison) violated(world, 'I9', `${name} has stopped ${projection.name} at ${stoppedAt} where ${poison} cannot be applied`);
    }
};

/** In the end every process that answers gives a right number, or none where one would have to reach past what cannot be applied. */
const checkAnswers = async (world: World, inspector: Inspector, projectors: readonly Projector[]): Promise<void> => {
  const poison = world.chronicle.poisonIndex();
  let answers = 0;
  const ask = async ({ answering, name }: Projector): Promise<void> => {
    if (!answering) return;
    const now = await inspector.ask(answering, {});
    const before = await inspector.ask(answering, { knownAt: String((poison ?? world.chronicle.head + 1) - 1) });
    if (before !== 'answered' || now !== (poison === undefined ? 'answered' : 'refused')) violated(world, 'I9', `${name} says ${now}, and ${before} of what can be applied`);
    answers += 1;
  };
  for (const projector of projectors) void ask(projector);
  await world.course.run(stepsMax, () => false);
  if (answers < projectors.filter(({ answering }) => answering).length) violated(world, 'liveness', 'a question is never answered');
};
