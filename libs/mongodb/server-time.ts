import type { Clock } from '../kernel/ports.js';
import { openConnection, type MongoConnection, type MongoOptions } from './open-connection.js';

export type ServerTime = {
  /** By how many milliseconds `clock` is ahead of the primary's at least; below 0, behind. 0 where what the asking took leaves it open. @throws what the driver throws */
  aheadMs(): Promise<number>;
  close(): Promise<void>;
};

/** Asks the primary for its time over a connection of its own, opened when it is first asked. */
export const openServerTime = (options: MongoOptions, clock: Clock): ServerTime => {
  let opening: Promise<MongoConnection> | undefined;
  const connected = (): Promise<MongoConnection> => {
    opening ??= openConnection(options).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  return {
    aheadMs: async () => {
      const { database } = await connected();
      const before = clock.now();
      const { localTime } = await database.command({ hello: 1 });
      const serverMs = localTime instanceof Date ? localTime.getTime() : Number.NaN;
      return leastDifference(before - serverMs, clock.now() - serverMs);
    },
    close: async () => (await opening?.catch(() => undefined))?.close(),
  };
};

/** The difference lies between the two. */
const leastDifference = (least: number, most: number): number => (least > 0 ? least : most < 0 ? most : 0);
