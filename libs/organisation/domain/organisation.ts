import type { CivilDate } from '../../kernel/civil-date.js';
import type { Aggregate } from '../../kernel/decision.js';
import { decideMove, decideRenaming, decideTypeChange, type MoveRefusal, type RenamingRefusal, type TypeChangeRefusal } from './change-unit.js';
import type { OrganisationCommands } from './commands.js';
import { decideBody, decidePosition, type BodyRefusal, type PositionRefusal } from './define-position.js';
import { decideDissolution, decideMerger, type MergerRefusal } from './end-unit.js';
import { decideEstablishment, type EstablishmentRefusal } from './establish-unit.js';
import type { OrganisationEvent } from './events.js';
import { evolve, noOrganisation, type OrganisationState } from './organisation-state.js';
import { decideRegistration, decideSampleDeclaration, type RegistrationRefusal, type SampleRefusal } from './register-province.js';
import { decideCategoryShift, type ShiftRefusal } from './shift-category.js';
import { decideTermEnd, decideTermOpening, type TermEndRefusal, type TermOpeningRefusal, type TermWarning } from './terms.js';

/** No rule of the organisation asks for the day it is or makes an id; codes are given by the office. */
export type OrganisationContext = { readonly ids: (ordinal: number) => string; readonly today: CivilDate };

export type OrganisationRefusal =
  | SampleRefusal | RegistrationRefusal | EstablishmentRefusal | RenamingRefusal | TypeChangeRefusal | MoveRefusal | MergerRefusal
  | PositionRefusal | BodyRefusal | TermOpeningRefusal | TermEndRefusal | ShiftRefusal;
export type OrganisationWarning = TermWarning;

export const organisation: Aggregate<OrganisationState, OrganisationEvent, OrganisationCommands, OrganisationContext> = {
  initial: noOrganisation,
  evolve,
  deciders: {
    'declare-sample-data': decideSampleDeclaration,
    'register-province': decideRegistration,
    'establish-unit': decideEstablishment,
    'rename-unit': decideRenaming,
    'change-unit-type': decideTypeChange,
    'move-unit': decideMove,
    'merge-units': decideMerger,
    'dissolve-unit': decideDissolution,
    'define-position': decidePosition,
    'define-body': decideBody,
    'open-term': decideTermOpening,
    'end-term': decideTermEnd,
    'shift-category': decideCategoryShift,
  },
};
