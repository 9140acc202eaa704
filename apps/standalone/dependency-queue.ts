export type DependencyQueue = {
  /** Starts `work` once everything added before for `key` or any of `needs` is done; waits only while too much is under way. @throws what any work threw */
  add(key: string, needs: readonly string[], work: () => Promise<void>): Promise<void>;
  /** Waits for everything added. @throws what any work threw */
  drained(): Promise<void>;
};

/** Runs work of different keys at once, and of one key in the order it was added. At most `underWayMax` pieces are under way or waiting. */
export const openDependencyQueue = (underWayMax: number): DependencyQueue => {
  const last = new Map<string, Promise<void>>();
  let underWay = 0;
  let failure: { readonly error: unknown } | undefined;
  let wake: (() => void) | undefined;

  const finished = (key: string, own: Promise<void>): void => {
    underWay -= 1;
    if (last.get(key) === own) last.delete(key);
    wake?.();
  };
  const waitWhile = async (isBusy: () => boolean): Promise<void> => {
    while (isBusy() && !failure) {
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      await promise;
    }
    if (failure) throw failure.error;
  };

  return {
    add: async (key, needs, work) => {
      await waitWhile(() => underWay >= underWayMax);
      const before = [key, ...needs].flatMap((needed) => last.get(needed) ?? []);
      underWay += 1;
      const own: Promise<void> = (before.length === 0 ? work() : Promise.all(before).then(() => (failure ? undefined : work()))).then(
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
