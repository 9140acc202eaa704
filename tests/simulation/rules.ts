/**
 * What must hold in every run, by the names of the fault catalogue. I6 (log root), I7 (audit entries), I8 (imports) and I10 (scopes) speak of parts that are
 * not there yet; they come in here with them.
 */
export const rules = {
  I1: 'what is acknowledged is in the log, from that moment on',
  I2: 'a command is in the log at most once, whole',
  I3: 'the documents at a checkpoint are the pure fold of the events up to it',
  I4: 'a checkpoint goes from one index to a later one of the log, and never back',
  I5: 'the same log gives the same bytes of a report, again, from the ledger and from the events alone',
  I9: 'where an event cannot be applied, answers that reach it are refused and all others are given',
  told: 'what a clerk was told of each sending agrees with the log',
  decision: 'what is recorded is decided on what truly lay before it, and a refusal was right at some moment between question and answer',
  keys: 'nobody seals under a key that was destroyed before the command was sent',
  identity: 'an identity number is one official',
  time: 'a day begins at midnight in Việt Nam',
  liveness: 'once nothing fails any more, everything comes to its end',
  soundness: 'no process stops on its own history unless a newer release wrote it',
} as const;

export type Rule = keyof typeof rules;
export type Violation = { readonly rule: Rule; readonly what: string };
