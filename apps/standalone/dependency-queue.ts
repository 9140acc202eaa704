export type DependencyQueue = {
  /** Starts `work` once everything added before for `key` or any of `needs` is done; waits only while too much is under way. @throws what any work threw */
  add(key: string, needs: readonly string[], work: () => Promise<void>): Promise<void>;
  /** Waits for everything added. @throws what any work threw, once nothing is under way any more */
  drained(): Promise<void>;
};

/** Runs work of different keys at once, and of one key in the order it was added. At most `underWayMax` pieces are under way or waiting. */
export const openDependencyQueue = (underWayMax: number): DependencyQueue => {
  const last = new Map<string, Promise<void>>();
  let underWay = 0;
  let failure: { readonly error: unknown } | undefined;
  let waiting: (() => void)[] = [];

  const finished = (key: string, own: Promise<void>): void => {
    underWay -= 1;
    if (last.get(key) === own) last.delete(key);
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  };
  /** After a failure nothing new starts, and nobody is told before what was under way has ended: the caller may close what it works on. */
  const waitWhile = async (isBusy: () => boolean): Promise<void> => {
    while (failure ? underWay > 0 : isBusy()) await new Promise<void>((resolve) => waiting.push(resolve));
    if (failure) throw failure.error;
  };

  return {
    add: async (key, needs, work) => {
      // Of several who were woken, the first may have taken the place.
      do await waitWhile(() => underWay >= underWayMax);
      while (underWay >= underWayMax);
      const before = [key, ...needs].flatMap((needed) => last.get(needed) ?? []);
      underWay += 1;
      const started = async (): Promise<void> => {
        if (before.length > 0) await Promise.all(before);
        if (!failure) await work();
      };
      const own: Promise<void> = started().then(
        () => finished(key, own),
        (error: unknown) => {
          failure ??= { error };
          finished(key, own);
        },
      );
      last.set(key, own);
    },
    drained: () => waitWhile(() => underWay > 0),
  };
};
