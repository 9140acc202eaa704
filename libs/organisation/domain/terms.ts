import type { CivilDate } from '../../kernel/civil-date.js';
import { accept, acceptWith, refuse, type Decision } from '../../kernel/decision.js';
import type { Structure, Term } from '../structure/structure.js';
import { findUnitFault, type UnitFault } from '../structure/unit-fault.js';
import type { EndTerm, OpenTerm } from './commands.js';
import type { OrganisationEvent } from './events.js';
import type { OrganisationState } from './organisation-state.js';
import { findRepeated } from './repeated.js';

export type TermOpeningRefusal =
  | { readonly code: 'TERM_ALREADY_OPENED'; readonly term: string; readonly body: string }
  | { readonly code: 'BODY_UNKNOWN'; readonly body: string }
  | { readonly code: 'MEMBERS_MISSING' }
  | { readonly code: 'MEMBER_REPEATED'; readonly position: string }
  | { readonly code: 'POSITION_UNKNOWN'; readonly position: string }
  | { readonly code: 'TERM_OVERLAPS'; readonly term: string; readonly from: CivilDate; readonly until?: CivilDate }
  | UnitFault;
export type TermWarning = { readonly code: 'LATER_TERM_STANDS'; readonly term: string; readonly from: CivilDate };

/** A body has one term at a time. One recorded late, before a term that is already known, is warned of: it overlaps until its end is recorded. */
export const decideTermOpening = (
  { term, body, label, from, members, decision }: OpenTerm,
  { structure }: OrganisationState,
): Decision<OrganisationEvent, TermOpeningRefusal> => {
  const known = structure.findTerm(term);
  if (known) return refuse({ code: 'TERM_ALREADY_OPENED', term, body: known.body });
  const ofBody = structure.findBody(body);
  if (!ofBody) return refuse({ code: 'BODY_UNKNOWN', body });
  const fault = findMembersFault(structure, members) ?? findUnitFault(structure, ofBody.unit, from);
  if (fault) return refuse(fault);
  const others = structure.terms.filter((other) => other.body === body);
  const standing = others.find((other) => structure.termStandsOn(other.term, from));
  if (standing) return refuse({ code: 'TERM_OVERLAPS', term: standing.term, from: standing.from, ...endOf(structure, standing) });
  const later: readonly TermWarning[] = others
    .filter((other) => other.from > from && structure.termStandsOn(other.term, other.from))
    .map((other) => ({ code: 'LATER_TERM_STANDS', term: other.term, from: other.from }));
  return acceptWith(later, { type: 'TermOpened', data: { term, body, label, from, members: [...members], ...(decision && { decision }) } });
};

const findMembersFault = (structure: Structure, members: readonly string[]): TermOpeningRefusal | undefined => {
  if (members.length === 0) return { code: 'MEMBERS_MISSING' };
  const repeated = findRepeated(members);
  if (repeated !== undefined) return { code: 'MEMBER_REPEATED', position: repeated };
  const unknown = members.find((position) => !structure.findPosition(position));
  return unknown === undefined ? undefined : { code: 'POSITION_UNKNOWN', position: unknown };
};

export type TermEndRefusal =
  | { readonly code: 'TERM_UNKNOWN'; readonly term: string }
  | { readonly code: 'TERM_ALREADY_ENDED'; readonly term: string; readonly until: CivilDate }
  | { readonly code: 'TERM_END_BEFORE_START'; readonly term: string; readonly from: CivilDate };

export const decideTermEnd = ({ term, effectiveOn, decision }: EndTerm, { structure }: OrganisationState): Decision<OrganisationEvent, TermEndRefusal> => {
  const known = structure.findTerm(term);
  if (!known) return refuse({ code: 'TERM_UNKNOWN', term });
  const { until } = endOf(structure, known);
  if (until !== undefined) return refuse({ code: 'TERM_ALREADY_ENDED', term, until });
  if (effectiveOn < known.from) return refuse({ code: 'TERM_END_BEFORE_START', term, from: known.from });
  return accept({ type: 'TermEnded', data: { term, effectiveOn, ...(decision && { decision }) } });
};

/** The end of a term is a change day, so it is the first of them, from the term's start on, on which the term does not stand. */
const endOf = (structure: Structure, { term, from }: Term): { readonly until?: CivilDate } => {
  const until = structure.changeDays.find((day) => day >= from && !structure.termStandsOn(term, day));
  return until === undefined ? {} : { until };
};
