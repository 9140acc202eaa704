import { isPassing } from '../../mongodb/driver-failure.js';
import { ReadStoreUnavailable } from '../read-store.port.js';

/** The one place where the driver's errors become the port's. */
export const translating = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (cause) {
    if (!isPassing(cause)) throw cause;
    throw new ReadStoreUnavailable(`the read store cannot be used right now: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
};
