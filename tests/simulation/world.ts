import { openGrowth, type Growth } from '../../libs/event-store/growth.js';
import type { EventStore } from '../../libs/event-store/event-store.port.js';
import { openInMemoryEventStore } from '../../libs/event-store/in-memory/in-memory-event-store.js';
import type { Random } from '../../libs/kernel/ports.js';
import type { KeyStore } from '../../libs/key-store/key-store.port.js';
import { openInMemoryKeyStore } from '../../libs/key-store/in-memory/in-memory-key-store.js';
import type { ReadStore } from '../../libs/read-store/read-store.port.js';
import { openInMemoryReadStore } from '../../libs/read-store/in-memory/in-memory-read-store.js';
import { openPrng, type Prng } from '../../libs/sample/prng.js';
import type { Attempt } from './attempt.js';
import { Chronicle } from './chronicle.js';
import { Course, type Life } from './course.js';
import type { Rule, Violation } from './rules.js';
import { drawSwarm, type FaultKind, type Rated, type Swarm } from './swarm.js';

/** Everything of one run that outlives its processes, and what was seen of it. */
export type World = {
  readonly prng: Prng;
  readonly random: Random;
  readonly course: Course;
  readonly swarm: Swarm;
  /** What is on disk. No process uses these: each has ways of its own to them, on which things go wrong. */
  readonly disk: { readonly events: EventStore; readonly read: ReadStore; readonly keys: KeyStore };
  readonly growth: Growth;
  readonly chronicle: Chronicle;
  readonly attempts: Attempt[];
  /** Persons whose key is gone, with the step after which nobody may seal under it. */
  readonly destroyed: Map<string, number>;
  /** How often each fault has struck and each wish was obeyed. */
  readonly seen: Map<string, number>;
  readonly violations: Violation[];
  /** Up to when the event store is away. */
  awayUntilMs: number;
};

export const openWorld = (seed: number): World => {
  const prng = openPrng(seed);
  const swarm = drawSwarm(prng);
  const random: Random = { bytes: (length) => Uint8Array.from({ length }, () => prng.below(256)) };
  return {
    prng, random, swarm,
    course: new Course(prng),
    disk: { events: openInMemoryEventStore(), read: openInMemoryReadStore(), keys: openInMemoryKeyStore({ random }) },
    growth: openGrowth(),
    chronicle: new Chronicle(),
    attempts: [],
    destroyed: new Map(),
    seen: new Map(),
    violations: [],
    awayUntilMs: 0,
  };
};

export const isCalm = ({ course, swarm }: World): boolean => course.nowMs >= swarm.calmAtMs;
export const isAway = ({ course, awayUntilMs }: World): boolean => course.nowMs < awayUntilMs;
/** A new process, quick or slow. */
export const beginLife = ({ prng, swarm }: World, name: string): Life => ({ name, isOver: false, slowness: swarm.hasSlowProcesses && prng.chance(0.4) ? 12 : 1 });
export const instantOf = ({ course, swarm }: World): number => swarm.startedAtMs + course.nowMs;

const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', year: 'numeric', month: '2-digit', day: '2-digit' });
/** The day in Việt Nam, reckoned otherwise than in production. */
export const dayAt = (instantMs: number): string => calendar.format(instantMs);

export const count = ({ seen }: World, what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1);
export const see = (world: World, fault: FaultKind, more = ''): void => {
  count(world, fault);
  world.course.note(`! ${fault}${more}`);
};

export const strikes = (world: World, fault: Rated): boolean => {
  const rate = world.swarm.rates[fault];
  if (rate === 0 || isCalm(world) || !world.prng.chance(rate)) return false;
  see(world, fault);
  return true;
};

export const violated = (world: World, rule: Rule, what: string): void => {
  world.violations.push({ rule, what });
  world.course.note(`VIOLATED ${rule} ${what}`);
};

/** Mostly short, seldom as long as the seed allows; once the faults have stopped everything is quick. */
const delayOf = (world: World, { slowness }: Life): number => {
  if (isCalm(world)) return 1;
  const { prng, swarm } = world;
  return Math.round(slowness * swarm.delayMaxMs * prng.next() ** 3);
};

/** A question to a store: asked and answered at one later moment. A process that is over is never answered. */
export const ask = <Answer>(world: World, life: Life, label: string, answer: () => Promise<Answer>): Promise<Answer> =>
  new Promise((resolve, reject) => {
    if (life.isOver) return;
    world.course.after(delayOf(world, life), () => {
      if (life.isOver) return;
      world.course.note(`${life.name} ${label}`);
      answer().then(resolve, reject);
    });
  });

/**
 * A change to a store: it takes place at one later moment and is answered at another. A process that ends in between never learns of it; one that
 * ends before may have sent it already.
 */
export const change = <Answer>(world: World, life: Life, label: string, take: () => Promise<Answer>): Promise<Answer> =>
  new Promise((resolve, reject) => {
    if (life.isOver) return;
    const answer = (how: string, settle: () => void) =>
      world.course.after(delayOf(world, life), () => {
        if (life.isOver) return;
        world.course.note(`${life.name} ${label} ${how}`);
        settle();
      });
    world.course.after(delayOf(world, life), () => {
      if (life.isOver && world.prng.chance(0.5)) return;
      world.course.note(`${life.name} ${label} arrives`);
      take().then((taken) => answer('done', () => resolve(taken)), (error: unknown) => answer('failed', () => reject(error)));
    });
  });
