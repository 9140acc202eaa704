/** What a client proposes to write: bytes are taken as they come, also where they claim to be JSON and are not. */
export type ProposedEvent = { readonly id: string; readonly type: string; readonly isJson: boolean; readonly data: Uint8Array; readonly metadata: Uint8Array };

/** One record of the log. It fills `[position, end)`, and its commit and prepare positions are both `position`. */
export type RecordedEvent = ProposedEvent & {
  readonly stream: string;
  readonly revision: bigint;
  readonly position: number;
  readonly end: number;
  /** Of the server's own clock, in 100 nanoseconds since 1970. */
  readonly createdTicks: string;
};

/** A tombstone stands at this revision of its stream. */
export const tombstoneRevision = 9_223_372_036_854_775_807n;

/** As the server counts it against its append limit, in bytes. */
export const sizeOf = (event: ProposedEvent): number => event.data.length + event.metadata.length + 2 * event.type.length;
