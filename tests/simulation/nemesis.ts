import { canonicalJson } from '../../libs/kernel/canonical-json.js';
import type { Envelope } from '../../libs/kernel/envelope.js';
import { uuidV5 } from '../../libs/kernel/ids.js';
import { sha1 } from '../../libs/commands/recording.js';
import type { CommandSide } from './command-side.js';
import { resumeAll, wishSomething } from './operator.js';
import type { Projector } from './projector.js';
import type { Counted } from './swarm.js';
import { instantOf, isCalm, see, type World } from './world.js';

const dayMs = 86_400_000;
const jumps = [dayMs, -dayMs, 60_000, -60_000, 3_600_000];

type Victims = { readonly sides: readonly CommandSide[]; readonly projectors: readonly Projector[]; readonly officials: readonly string[] };

/** Lays out when what goes wrong that is not an answer of a store, and that all of it ends. */
export const letLoose = (world: World, victims: Victims): void => {
  const { course, prng, swarm } = world;
  const strike: { readonly [Fault in Counted]: () => string | undefined } = {
    sideCrashes: () => crashed(world, prng.pick(victims.sides)),
    projectorCrashes: () => crashed(world, prng.pick(victims.projectors)),
    projectorStops: () => stopped(world, prng.pick(victims.projectors)),
    clockJumps: () => {
      const side = prng.pick(victims.sides);
      side.skewMs = prng.pick(jumps);
      return `${side.name} ${side.skewMs}`;
    },
    outages: () => {
      world.awayUntilMs = Math.min(swarm.calmAtMs, course.nowMs + prng.between(200, 4_000));
      return '';
    },
    keysDestroyed: () => destroyed(world, victims.officials),
    poisons: () => poisoned(world, victims.officials),
    wishes: () => wishSomething(world, victims.projectors),
  };
  const kinds = Object.keys(strike) as Counted[]; // One for each name.
  for (const fault of kinds)
    for (let nth = 0; nth < swarm.counts[fault]; nth += 1)
      course.after(prng.below(swarm.calmAtMs), () => {
        const struck = isCalm(world) ? undefined : strike[fault]();
        if (struck !== undefined) see(world, fault, ` ${struck}`);
      });
  course.after(swarm.calmAtMs, () => {
    course.note('calm');
    for (const side of victims.sides) side.skewMs = 0;
    if (swarm.isOperated) void resumeAll(world, victims.projectors);
  });
};

const crashed = ({ course, prng }: World, process: CommandSide | Projector): string => {
  process.crash();
  course.after(prng.between(1, 2_000), () => process.start());
  return process.name;
};

const stopped = ({ course, prng }: World, projector: Projector): string => {
  void projector.stop().then(() => course.after(prng.between(1, 500), () => projector.start()));
  return projector.name;
};

const destroyed = (world: World, officials: readonly string[]): string | undefined => {
  if (officials.length === 0) return undefined;
  const person = world.prng.pick(officials);
  void world.disk.keys.destroyKey(person);
  world.destroyed.set(person, world.course.steps);
  return person;
};

/** What a newer release recorded: in a stream of a kind that is not known, or in a known official's. */
const poisoned = (world: World, officials: readonly string[]): string => {
  const { prng, chronicle, disk, growth } = world;
  const stream = officials.length > 0 && prng.chance(0.3) ? `official-${prng.pick(officials)}` : 'measure-1';
  const head = chronicle.revisionOf(stream, chronicle.head);
  const envelope: Envelope = {
    v: 1, type: 'SupportMeasureAdopted', schema: 1, stream, revision: head + 1, recordedAt: new Date(instantOf(world)).toISOString(), actor: 'newer', role: 'clerk',
    commandId: uuidV5(sha1, 'newer'), request: 'r', reliedOn: -1, causation: null, correlation: 'newer', salt: 's', data: {}, sealed: [],
  };
  const text = canonicalJson(envelope);
  const appended = disk.events.append(stream, head === -1 ? 'none' : head, [{ id: uuidV5(sha1, text), type: envelope.type, text }]);
  void appended.then(() => chronicle.readOn(disk.events)).then(() => growth.wake());
  return stream;
};
