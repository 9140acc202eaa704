import type { CommandTarget } from '../../commands/execute-command.js';
import { nothingKnown } from '../../kernel/log.js';
import type { CivilDate } from '../../kernel/civil-date.js';
import type { OrganisationCommands } from '../domain/commands.js';
import { organisationCatalogue, type OrganisationEvent } from '../domain/events.js';
import { organisation, type OrganisationContext } from '../domain/organisation.js';
import type { OrganisationState } from '../domain/organisation-state.js';

export const organisationStream = (province: string): string => `organisation-${province}`;

/** One stream for the whole organisation of a province: cycles, codes and mergers are rules within it (DESIGN rule 6). */
export const organisationTarget = (today: (nowMs: number) => CivilDate): CommandTarget<OrganisationState, OrganisationEvent, OrganisationCommands, OrganisationContext> => ({
  context: 'organisation',
  aggregate: organisation,
  catalogue: organisationCatalogue,
  opening: new Set(),
  streamOf: organisationStream,
  personOf: () => undefined,
  prepare: ({ ids, nowMs }) => Promise.resolve({ context: { ids, today: today(nowMs) }, reliedOn: nothingKnown }),
});
