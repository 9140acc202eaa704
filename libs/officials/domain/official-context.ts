import type { CivilDate } from '../../kernel/civil-date.js';
import type { Structure } from '../../organisation/structure/structure.js';

/** All that a decision on an official may know beside the official's own acts. */
export type OfficialContext = {
  /** The official's own id. */
  readonly official: string;
  /** Ids for what this command records, the same at every attempt. */
  readonly ids: (ordinal: number) => string;
  readonly today: CivilDate;
  readonly structure: Structure;
  /** Who holds a post on a day, of all officials; absent where seats are not asked about. */
  readonly holdersOn?: (unit: string, position: string, day: CivilDate) => readonly { readonly official: string; readonly actId: string }[];
  /** The official for whom the command's identity number is reserved. */
  readonly identityHeldBy?: string;
  /** The day on which the same decision (issuer, symbol, number, year) was signed, as recorded elsewhere. */
  readonly signedOnRegistered?: CivilDate;
};
