import { accept, refuse, type Decision } from '../../kernel/decision.js';
import type { DefineBody, DefinePosition } from './commands.js';
import type { OrganisationEvent } from './events.js';
import type { OrganisationState } from './organisation-state.js';

export type PositionRefusal = { readonly code: 'POSITION_ALREADY_DEFINED'; readonly position: string };

export const decidePosition = (
  { position, title, level, block, isElected, seats }: DefinePosition,
  { structure }: OrganisationState,
): Decision<OrganisationEvent, PositionRefusal> => {
  if (structure.findPosition(position)) return refuse({ code: 'POSITION_ALREADY_DEFINED', position });
  return accept({ type: 'PositionDefined', data: { position, title, level, block, isElected, ...(seats !== undefined && { seats }) } });
};

export type BodyRefusal = { readonly code: 'BODY_ALREADY_DEFINED'; readonly body: string } | { readonly code: 'UNIT_UNKNOWN'; readonly unit: string };

export const decideBody = ({ body, unit, kind, name }: DefineBody, { structure }: OrganisationState): Decision<OrganisationEvent, BodyRefusal> => {
  if (structure.findBody(body)) return refuse({ code: 'BODY_ALREADY_DEFINED', body });
  if (!structure.isEstablished(unit)) return refuse({ code: 'UNIT_UNKNOWN', unit });
  return accept({ type: 'BodyDefined', data: { body, unit, kind, name } });
};
