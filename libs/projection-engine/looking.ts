import { backOffMs, type Scheduler } from './scheduler.js';

/**
 * Looks again and again, one look after another. `passedMs`: at least so much time since the look before; woken early it is 0, so what is measured
 * by it comes later rather than earlier. One that fails is repeated after growing delays.
 */
export const openLooking = ({ everyMs, scheduler, look }: { readonly everyMs: number; readonly scheduler: Scheduler; look(passedMs: number): Promise<void> }) => {
  const ending = new AbortController();
  let nap = new AbortController();
  let last: Promise<void> = Promise.resolve();
  const lookAfter = (passedMs: number): Promise<void> => {
    const looked = last.then(() => look(passedMs));
    last = looked.catch(() => undefined);
    return looked;
  };
  const keepLooking = async (): Promise<void> => {
    for (let failures = 0; !ending.signal.aborted; ) {
      nap = new AbortController();
      const pauseMs = failures === 0 ? everyMs : backOffMs(failures);
      await scheduler.delay(pauseMs, AbortSignal.any([ending.signal, nap.signal]));
      if (ending.signal.aborted) return;
      const isGood = await lookAfter(nap.signal.aborted ? 0 : pauseMs).then(() => true, () => false);
      failures = isGood ? 0 : failures + 1;
    }
  };
  let kept: Promise<void> = Promise.resolve();
  return {
    begin: (): void => {
      kept = keepLooking();
    },
    /** @throws what the look throws */
    now: (): Promise<void> => lookAfter(0),
    wake: (): void => nap.abort(),
    end: async (): Promise<void> => {
      ending.abort();
      await kept;
      await last;
    },
  };
};
