import { StoreUnavailable } from '../event-store.port.js';

export type Deadline = {
  start(): void;
  stop(): void;
};

/** Runs from its opening. @param onLate told each time the server took longer than it may */
export const openDeadline = (ms: number, onLate: (error: StoreUnavailable) => void): Deadline => {
  let timer: NodeJS.Timeout | undefined;
  const start = () => {
    timer = setTimeout(() => onLate(new StoreUnavailable(`EventStoreDB did not answer within ${ms} ms`)), ms);
  };
  start();
  return { start, stop: () => clearTimeout(timer) };
};

/** Looking for a node may take the client a minute. @throws StoreUnavailable */
export const inTime = async <Value>(work: Promise<Value>, ms: number): Promise<Value> => {
  const late = Promise.withResolvers<never>();
  const deadline = openDeadline(ms, late.reject);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    deadline.stop();
  }
};
