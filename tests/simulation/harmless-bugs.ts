import { OutcomeUnknown } from '../../libs/event-store/event-store.port.js';
import { CheckpointConflict } from '../../libs/read-store/read-store.port.js';
import type { Bug } from './bug.js';
import { rewritten } from './planted-in-commands.js';

/**
 * Mistakes that stay without effect, because a store compares before it writes. They show what the comparisons are worth, and that a simulator that had only
 * these would prove nothing.
 */
export const harmlessBugs: readonly (readonly [name: string, bug: Bug])[] = [
  ['an unknown outcome is sent again in new bytes at the same revision', {
    commandStore: (store, { world }) => ({
      ...store,
      append: async (stream, expected, events) => {
        try {
          return await store.append(stream, expected, events);
        } catch (error) {
          if (!(error instanceof OutcomeUnknown)) throw error;
          return store.append(stream, expected, events.map((event) => rewritten(event, () => ({ salt: `s${world.prng.below(1_000_000)}` }))));
        }
      },
    }),
  }],
  ['a projector that lost a race goes on as if it had won', {
    readStore: (store) => ({
      ...store,
      commit: async (...call) => {
        try {
          await store.commit(...call);
        } catch (error) {
          if (!(error instanceof CheckpointConflict)) throw error;
        }
      },
    }),
  }],
];
