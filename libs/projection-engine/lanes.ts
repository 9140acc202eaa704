import type { Event } from '../kernel/event.js';
import { Lane, type Reading } from './lane.js';
import type { ProjectionRun } from './projection-run.js';

/** The readings of the log that go on at the same time, of which one is live: whoever has caught up joins that one. */
export const openLanes = <Recorded extends Event>(reading: Reading<Recorded>) => {
  const lanes = new Map<Lane<Recorded>, Promise<void>>();
  let live: Lane<Recorded> | undefined;
  const onCaughtUp = (lane: Lane<Recorded>): boolean => {
    if (!live || live === lane || live.isEnded) {
      live = lane;
      return false;
    }
    live.join(lane.members);
    lane.members.clear();
    return true;
  };
  const start = (members: readonly ProjectionRun<Recorded>[]): void => {
    const lane = new Lane<Recorded>(members, reading, onCaughtUp);
    const ended = lane.run().finally(() => {
      lanes.delete(lane);
      if (live === lane) live = undefined;
    });
    lanes.set(lane, ended);
  };
  return {
    /** Sets runs on their way; those within a batch of each other read the log together. */
    start: (runs: readonly ProjectionRun<Recorded>[]): void => groupsOf(runs, reading.batchMax).forEach(start),
    leave: (run: ProjectionRun<Recorded>): void => {
      for (const lane of lanes.keys()) lane.leave(run);
    },
    /** Runs `work` while no lane applies anything. */
    still: async (work: () => Promise<void>): Promise<void> => {
      const held = [...lanes.keys()].map((lane) => lane.hold());
      try {
        await Promise.all(held.map(({ isStill }) => isStill));
        await work();
      } finally {
        for (const { release } of held) release();
      }
    },
    ended: async (): Promise<void> => void (await Promise.all(lanes.values())),
  };
};

const groupsOf = <Recorded extends Event>(runs: readonly ProjectionRun<Recorded>[], gapMax: number): ProjectionRun<Recorded>[][] => {
  const groups: ProjectionRun<Recorded>[][] = [];
  for (const run of runs.toSorted((a, b) => a.index - b.index)) {
    const group = groups.at(-1);
    if (group?.[0] && run.index - group[0].index <= gapMax) group.push(run);
    else groups.push([run]);
  }
  return groups;
};
