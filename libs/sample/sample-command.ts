import type { OfficialCommands } from '../officials/domain/commands.js';
import type { OrganisationCommands } from '../organisation/domain/commands.js';
import type { PlanningCommands } from '../planning/domain/commands.js';
import type { TrainingCommands } from '../training/domain/commands.js';
import type { CommandIdentity } from '../kernel/command-identity.js';

export type SampleSize = 'test' | 'demo' | 'full';

type Of<Context extends string, Commands> = {
  readonly [Operation in keyof Commands & string]: { readonly context: Context; readonly operation: Operation; readonly command: Commands[Operation] };
}[keyof Commands & string];

/** What is asked, without who asks it and when. */
export type SampleAct = Of<'organisation', OrganisationCommands> | Of<'officials', OfficialCommands> | Of<'planning', PlanningCommands> | Of<'training', TrainingCommands>;

export type SampleCommand = SampleAct & {
  /** Milliseconds since 1970 of the simulated clock, never before the command before. */
  readonly recordedAt: number;
  readonly actor: string;
  readonly role: string;
  /** The sample's own name of the official, planning or class: `P00123`. */
  readonly target: string;
  /** The id of the stream it goes to, the new one for a command that opens one; the province for the organisation. */
  readonly stream: string;
  /** The idempotency key. */
  readonly key: string;
};

/** How the application derives ids from commands, so that the sample can name what earlier commands made. */
export type SampleIds = {
  streamId(command: CommandIdentity): string;
  actId(command: CommandIdentity, ordinal: number): string;
};
