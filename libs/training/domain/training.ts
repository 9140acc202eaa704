import type { Aggregate } from '../../kernel/decision.js';
import type { TrainingCommands } from './commands.js';
import { decideCompletion, decideWithdrawal, type CompletionRefusal, type WithdrawalRefusal } from './end-participation.js';
import type { TrainingEvent } from './events.js';
import { decideClosing, decideOpening, type ClosingRefusal, type ClosingWarning, type OpeningRefusal, type TrainingContext } from './open-class.js';
import { decideSending, type SendingRefusal } from './send-to-training.js';
import { evolve, noClass, type TrainingClass } from './training-class.js';

export type TrainingRefusal = OpeningRefusal | SendingRefusal | CompletionRefusal | WithdrawalRefusal | ClosingRefusal;
export type TrainingWarning = ClosingWarning;

export const training: Aggregate<TrainingClass, TrainingEvent, TrainingCommands, TrainingContext> = {
  initial: noClass,
  evolve,
  deciders: { 'open': decideOpening, 'send': decideSending, 'complete': decideCompletion, 'withdraw': decideWithdrawal, 'close': decideClosing },
};
export type { TrainingClass, TrainingContext };
