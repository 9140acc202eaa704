/** The log is damaged or says what cannot be: stop, never guess. */
export class CorruptHistory extends Error {
  override readonly name = 'CorruptHistory';
}

/** An event of a type or schema this release does not know: a newer release wrote it. Stop, never skip. */
export class UnknownEvent extends Error {
  override readonly name = 'UnknownEvent';
  constructor(readonly type: string, readonly schema: number) {
    super(`event type ${type} schema ${schema} is not known to this release`);
  }
}
