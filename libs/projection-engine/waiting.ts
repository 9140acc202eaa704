/** Callers who wait for something to become true, with a time limit each. */
export const openWaiting = () => {
  const waiting = new Set<() => void>();
  return {
    /** Something changed. */
    check: (): void => {
      for (const look of [...waiting]) look();
    },
    /** Without a limit it waits for as long as it takes. */
    until: <Outcome extends string>(find: () => Outcome | undefined, timeoutMs?: number): Promise<Outcome | 'timed-out'> =>
      new Promise((resolve) => {
        let timer: ReturnType<typeof setTimeout> | undefined;
        const settle = (outcome: Outcome | 'timed-out') => {
          waiting.delete(look);
          clearTimeout(timer);
          resolve(outcome);
        };
        const look = () => {
          const outcome = find();
          if (outcome !== undefined) settle(outcome);
        };
        waiting.add(look);
        if (timeoutMs !== undefined) timer = setTimeout(() => settle('timed-out'), timeoutMs);
        look();
      }),
  };
};
