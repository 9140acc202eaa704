import type { CivilDate } from '../../kernel/civil-date.js';
import { accept, acceptWith, refuse, type Decision } from '../../kernel/decision.js';
import type { Structure } from '../../organisation/structure/structure.js';
import { spanOf } from '../../organisation/structure/unit-fault.js';
import type { CloseClass, OpenClass } from './commands.js';
import type { TrainingEvent } from './events.js';
import type { TrainingClass } from './training-class.js';

export type TrainingContext = {
  /** The id of the n-th participation that a command makes. */
  readonly ids: (ordinal: number) => string;
  readonly today: CivilDate;
  readonly structure: Structure;
  readonly officialExists: (official: string) => boolean;
};

export type OpeningRefusal =
  | { readonly code: 'CLASS_ALREADY_OPENED' }
  | { readonly code: 'CLASS_ENDS_BEFORE_START'; readonly startsOn: CivilDate; readonly endsOn: CivilDate }
  | { readonly code: 'ORGANISER_UNKNOWN'; readonly organiser: string }
  | { readonly code: 'ORGANISER_NOT_STANDING'; readonly organiser: string; readonly on: CivilDate; readonly from: CivilDate; readonly until?: CivilDate };

export const decideOpening = (
  { title, group, organiser, startsOn, endsOn, decision }: OpenClass,
  state: TrainingClass,
  { structure }: TrainingContext,
): Decision<TrainingEvent, OpeningRefusal> => {
  if (state.status !== 'none') return refuse({ code: 'CLASS_ALREADY_OPENED' });
  if (endsOn < startsOn) return refuse({ code: 'CLASS_ENDS_BEFORE_START', startsOn, endsOn });
  if (!structure.isEstablished(organiser)) return refuse({ code: 'ORGANISER_UNKNOWN', organiser });
  if (!structure.standsOn(organiser, startsOn)) return refuse({ code: 'ORGANISER_NOT_STANDING', organiser, on: startsOn, ...spanOf(structure, organiser) });
  return accept({ type: 'ClassOpened', data: { title, group, organiser, startsOn, endsOn, ...(decision && { decision }) } });
};

export type ClosingRefusal =
  | { readonly code: 'UNKNOWN_CLASS' }
  | { readonly code: 'CLASS_CLOSED'; readonly closedOn: CivilDate }
  | { readonly code: 'CLOSED_BEFORE_START'; readonly startsOn: CivilDate };
export type ClosingWarning = { readonly code: 'PARTICIPATIONS_UNDECIDED'; readonly undecided: number };

/** Who neither completed nor withdrew stays as sent: closing decides nothing about a person, and says how many are left. */
export const decideClosing = ({ effectiveOn }: CloseClass, state: TrainingClass): Decision<TrainingEvent, ClosingRefusal> => {
  if (state.status === 'none') return refuse({ code: 'UNKNOWN_CLASS' });
  if (state.status === 'closed') return refuse({ code: 'CLASS_CLOSED', closedOn: state.closedOn });
  if (effectiveOn < state.startsOn) return refuse({ code: 'CLOSED_BEFORE_START', startsOn: state.startsOn });
  const undecided = [...state.participations.values()].filter(({ status }) => status === 'sent').length;
  const warnings: readonly ClosingWarning[] = undecided === 0 ? [] : [{ code: 'PARTICIPATIONS_UNDECIDED', undecided }];
  return acceptWith(warnings, { type: 'ClassClosed', data: { effectiveOn } });
};
