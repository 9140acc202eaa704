export type Turns = {
  /** Runs when everything asked before under this key has ended. */
  take<Result>(key: string, work: () => Promise<Result>): Promise<Result>;
  readonly waiting: number;
  /** When everything asked so far has ended. */
  settled(): Promise<void>;
};

/** What is asked of one key happens in the order in which it was asked; keys do not wait for each other. */
export const openTurns = (): Turns => {
  const last = new Map<string, Promise<unknown>>();
  let waiting = 0;
  return {
    take: (key, work) => {
      waiting += 1;
      const before = last.get(key);
      const mine = before ? before.then(work, work) : work();
      last.set(key, mine);
      const leave = () => {
        waiting -= 1;
        if (last.get(key) === mine) last.delete(key);
      };
      mine.then(leave, leave);
      return mine;
    },
    get waiting() {
      return waiting;
    },
    settled: async () => void (await Promise.allSettled(last.values())),
  };
};
