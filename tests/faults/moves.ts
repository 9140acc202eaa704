import type { CommandTarget, Order } from '../../libs/commands/execute-command.js';
import { accept } from '../../libs/kernel/decision.js';
import { placesProjection, toyCatalogue, type ToyEvent } from '../../libs/projection-engine/toy-log.fixtures.js';

/** The smallest registry in which losing, repeating or reordering anything shows: every move adds its steps, and a place lists who came in which order. */
export const places = placesProjection();

type Move = { readonly who: string; readonly to: string; readonly by: number; readonly times: number };
type MoveCommands = { move: Move };

export const moving: CommandTarget<number, ToyEvent, MoveCommands, object> = {
  context: 'moves',
  aggregate: {
    initial: 0,
    evolve: (moves) => moves + 1,
    deciders: { move: ({ who, to, by, times }) => accept(...Array.from({ length: times }, (): ToyEvent => ({ type: 'Moved', data: { who, to, by } }))) },
  },
  catalogue: toyCatalogue,
  opening: new Set(),
  streamOf: (id) => `person-${id}`,
  personOf: () => undefined,
  prepare: () => Promise.resolve({ context: {}, reliedOn: -1 }),
};

const peopleCount = 37;
const placesCount = 11;
/** How many events the n-th command records: some record two, which must stay together. */
export const eventsOf = (n: number): number => (n % 5 === 0 ? 2 : 1);

/** The n-th command of a clerk, the same in every process: sent again it is the same command. Clerks contend for the same people. */
export const moveOf = (clerk: string, n: number): Order<MoveCommands, 'move'> => {
  const who = `p${(n * 7) % peopleCount}`;
  const command = { who, to: `at${n % placesCount}`, by: 1 + (n % 4), times: eventsOf(n) };
  return { operation: 'move', target: who, command, submission: { actor: clerk, role: 'clerk', idempotencyKey: `${clerk}-${n}`, correlation: `${clerk}-${n}` } };
};
