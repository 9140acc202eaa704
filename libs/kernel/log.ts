import type { Brand } from './brand.js';

/** Place in one stream, from 0. */
export type Revision = number;
/** Place in the whole log, from 0: the count of events before it in total order. The same on every store. */
export type LogIndex = number;
/** A store's own place in the log: opaque text for resuming and for reading one's own writes, never for counting. */
export type Position = Brand<string, 'Position'>;
/** Where the log stood when nothing was known. */
export const nothingKnown: LogIndex = -1;
