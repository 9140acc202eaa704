import type { Committed } from './projection.js';

type Listener = (committed: Committed) => void;

/** Whoever is told of commits. A listener that throws stops neither the projection nor the others: its error surfaces as an uncaught one. */
export const openCommittedListeners = (first: Listener | undefined) => {
  const listeners = new Set<Listener>(first ? [first] : []);
  return {
    tell: (committed: Committed): void => {
      for (const listener of listeners) tellOne(listener, committed);
    },
    subscribe: (listener: Listener): (() => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};

const tellOne = (listener: Listener, committed: Committed): void => {
  try {
    listener(committed);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
};
