import type { Bug } from './bug.js';
import type { Acquaintances } from './clerk-commands.js';
import { workAsClerk } from './clerk.js';
import { CommandSide } from './command-side.js';
import { checkDecisions } from './decided-anew.js';
import { Inspector } from './inspector.js';
import { letLoose } from './nemesis.js';
import { Projector, type Answering } from './projector.js';
import { foundProvince } from './small-province.js';
import type { Violation } from './rules.js';
import { checkIdentities, checkOnce, checkTold } from './told-truthfully.js';
import { Views } from './views.js';
import { isCalm, openWorld, violated, type World } from './world.js';

export type Simulated = {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly traceHash: string;
  readonly lastLines: readonly string[];
  readonly steps: number;
  readonly events: number;
  readonly outcomes: readonly string[];
  readonly seen: ReadonlyMap<string, number>;
};

/** Some ten times as many as a run takes. */
const stepsMax = 20_000;
const questionsAsked = 5;
/** Half seconds until those who share their work have all said that it cannot go on. */
const triesMax = 20;

/** One run of real code on a simulated machine: the same seed gives the same run. */
export const simulate = async (seed: number, bug: Bug = {}): Promise<Simulated> => {
  const world = openWorld(seed);
  const { course, swarm, chronicle, disk, violations } = world;
  await foundProvince(disk.events);
  await chronicle.readOn(disk.events);
  const known: Acquaintances = { officials: [], acts: new Map() };
  const views = new Views(world);
  const sides = Array.from({ length: swarm.sides }, (_, at) => new CommandSide(`side${at}`, world, bug));
  const projectors = Array.from({ length: swarm.projectors }, (_, at) => new Projector(`projector${at}`, world, bug, views.onCommitted));
  const inspector = new Inspector(world, bug);
  for (const process of [...sides, ...projectors]) process.start();
  letLoose(world, { sides, projectors, officials: known.officials });
  let [served, isInspected] = [0, false];
  for (let at = 0; at < swarm.clerks; at += 1) void workAsClerk({ world, sides, known }, `clerk-${at}`).then(() => (served += 1));
  void inspector.inspect(projectors, questionsAsked).then(() => (isInspected = true));
  // Processes that share their work look at each other for ever, so there everything being done is the end.
  const isDone = () => swarm.isOperated && isCalm(world) && isInspected && served === swarm.clerks && views.findUnsettled(projectors) === undefined;
  if ((await course.run(stepsMax, () => violations.length > 0 || isDone())) === 'endless') violated(world, 'liveness', `it goes on and on: ${views.findUnsettled(projectors)}`);
  if (violations.length === 0) {
    if (served < swarm.clerks) violated(world, 'liveness', 'a clerk waits in vain');
    const unsettled = views.findUnsettled(projectors);
    if (unsettled !== undefined) violated(world, 'liveness', unsettled);
    await views.check(projectors);
    await checkAnswers(world, views.reach(), inspector, projectors);
    for (const check of [checkTold, checkOnce, checkIdentities, checkDecisions]) check(world);
  }
  return {
    seed, violations, traceHash: course.traceHash(), lastLines: course.lastLines(), steps: course.steps, events: chronicle.written.length, seen: world.seen,
    outcomes: world.attempts.map(({ told }) => told?.outcome ?? 'none'),
  };
};

/** In the end every process that answers gives a right number, or none where one would have to reach past what cannot be applied. */
const checkAnswers = async (world: World, { last, poison }: ReturnType<Views['reach']>, inspector: Inspector, projectors: readonly Projector[]): Promise<void> => {
  let answers = 0;
  const isRight = async (answering: Answering): Promise<boolean> => {
    const now = await inspector.ask(answering, {});
    const before = await inspector.ask(answering, { knownAt: String(last) });
    return before === 'answered' && now === (poison === undefined ? 'answered' : 'refused');
  };
  const ask = async ({ answering, name }: Projector): Promise<void> => {
    if (!answering) return;
    // Whoever takes over or is told to go on tries again what has stopped, and for that moment it has not.
    for (let isOver = await isRight(answering), tries = 1; !isOver; isOver = await isRight(answering), tries += 1) {
      if (!world.swarm.isOperated || tries === triesMax) return violated(world, 'I9', `${name} does not refuse what it cannot apply, or refuses what it can`);
      await world.course.pause(answering.life, 500);
    }
    answers += 1;
  };
  for (const projector of projectors) void ask(projector);
  const asked = projectors.filter(({ answering }) => answering).length;
  await world.course.run(stepsMax, () => answers === asked || world.violations.length > 0);
  if (answers < asked && world.violations.length === 0) violated(world, 'liveness', 'a question is never answered');
};
