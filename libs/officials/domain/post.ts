import type { CivilDate } from '../../kernel/civil-date.js';
import type { Refusal, Warning } from '../../kernel/decision.js';
import type { Structure } from '../../organisation/structure/structure.js';
import { findUnitFault } from '../../organisation/structure/unit-fault.js';
import { holdsOn } from './interval.js';
import type { OfficialContext } from './official-context.js';
import { isSamePost } from './tenure.js';
import type { Timeline } from './timeline.js';

export type Post = { readonly unit: string; readonly position: string; readonly term?: string };

export const serviceRefusal = (on: CivilDate, { service }: Timeline): Refusal | undefined =>
  service.some(holdsOn(on)) ? undefined : { code: 'NOT_IN_SERVICE', on };

/** A place on a payroll: unlike a post it names no term, even where the position is an elected one. */
export const payrollRefusal = ({ unit, position }: Post, on: CivilDate, structure: Structure): Refusal | undefined =>
  findUnitFault(structure, unit, on) ?? (structure.findPosition(position) ? undefined : { code: 'POSITION_UNKNOWN', position });

export const postRefusal = (post: Post, on: CivilDate, structure: Structure): Refusal | undefined => {
  const { term, position } = post;
  const refusal = payrollRefusal(post, on, structure);
  if (refusal) return refusal;
  if (term !== undefined) return termRefusal({ ...post, term }, on, structure);
  return structure.findPosition(position)?.isElected ? { code: 'POSITION_NEEDS_TERM', position } : undefined;
};

const termRefusal = ({ unit, position, term: code }: Required<Post>, on: CivilDate, structure: Structure): Refusal | undefined => {
  const term = structure.findTerm(code);
  if (!term) return { code: 'TERM_UNKNOWN', term: code };
  if (!structure.termStandsOn(code, on)) return { code: 'TERM_NOT_STANDING', term: code, on };
  const isOfTerm = term.members.includes(position) && structure.findBody(term.body)?.unit === unit;
  return isOfTerm ? undefined : { code: 'POSITION_NOT_OF_TERM', term: code, unit, position };
};

type Taking = { readonly post: Post; readonly on: CivilDate; readonly endedActIds: readonly string[] };

/** Nobody takes a post twice. A tenure whose unit or term has ended is none, and what a list says gives way to a decision of the same day. */
export const heldRefusal = ({ post, on, endedActIds }: Taking, { tenures }: Timeline, foundActIds: readonly string[], { structure }: OfficialContext): Refusal | undefined => {
  const held = tenures
    .filter(holdsOn(on))
    .filter((tenure) => isSamePost(tenure, post) && !endedActIds.includes(tenure.actId) && !(tenure.from === on && foundActIds.includes(tenure.actId)))
    .find(({ unit, term }) => structure.standsOn(unit, on) && (term === undefined || structure.termStandsOn(term, on)));
  return held ? { code: 'POST_ALREADY_HELD', since: held.from, actId: held.actId } : undefined;
};

export const seatWarnings = ({ unit, position }: Post, on: CivilDate, { structure, holdersOn, official }: OfficialContext): readonly Warning[] => {
  const seats = structure.findPosition(position)?.seats;
  if (seats === undefined || !holdersOn) return [];
  const holders = [...new Set(holdersOn(unit, position, on).map((holder) => holder.official))].filter((holder) => holder !== official);
  return holders.length >= seats ? [{ code: 'POST_FULLY_HELD', seats, holders }] : [];
};
