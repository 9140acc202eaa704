import type { CommandOutcome } from '../../libs/commands/command-outcome.js';

/** What a clerk was told of one sending of a command; the last four say nothing, or not all. */
export type Told =
  | CommandOutcome
  /** 503 or 507: nothing was written. */
  | { readonly outcome: 'not-written'; readonly because: string }
  /** 503 outcome-unknown. */
  | { readonly outcome: 'unknown' }
  /** The process ended before it answered. */
  | { readonly outcome: 'cut-off' }
  /** Corruption or an event of a newer release: stop. */
  | { readonly outcome: 'stopped'; readonly because: string };

/** What a clerk means to have recorded once, however often it is sent. */
export type Intent = {
  readonly number: number;
  readonly actor: string;
  readonly key: string;
  readonly context: 'officials' | 'organisation';
  readonly operation: string;
  readonly target: string | undefined;
  readonly command: object;
  readonly ifMatch?: number;
};

/** One sending of a command. Its correlation stands in what it records, so the log tells which sending wrote. */
export type Attempt = {
  readonly correlation: string;
  readonly intent: Intent;
  /** Another body under the same key. */
  readonly isChanged: boolean;
  readonly command: object;
  readonly ifMatch: number | undefined;
  readonly side: string;
  readonly sentAtStep: number;
  /** Length of the log when it was sent and when it was answered. */
  readonly headAtSending: number;
  headAtAnswer: number;
  /** Instants that the command side read from its clock meanwhile. */
  readonly instants: number[];
  told: Told | undefined;
};
