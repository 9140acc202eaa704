import { organisationHistory, noStructure, type OrganisationHistory } from '../structure/organisation-history.js';
import type { Structure } from '../structure/structure.js';
import type { OrganisationEvent } from './events.js';

/** What one organisation's stream says so far. States of one stream share their history; each sees its own first events of it. */
export type OrganisationState = { readonly history: OrganisationHistory; readonly structure: Structure };

export const noOrganisation: OrganisationState = { history: organisationHistory(), structure: noStructure };

/** Appends to the shared history at its end, and to a branch of it anywhere else, so that earlier states stay as they were. */
export const evolve = ({ history, structure }: OrganisationState, event: OrganisationEvent): OrganisationState => {
  const { knownCount } = structure;
  const own = knownCount === 0 ? organisationHistory() : history.recordedCount === knownCount ? history : history.branchAt(knownCount);
  own.record(event, knownCount);
  return { history: own, structure: own.latest() };
};
