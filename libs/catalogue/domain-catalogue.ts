import { ruleSetCatalogue } from '../indicators/rules/rule-set.js';
import { catalogueOf } from '../kernel/event.js';
import { setAsideCatalogue } from '../operations/domain/events.js';
import { officialsCatalogue } from '../officials/domain/events.js';
import { organisationCatalogue } from '../organisation/domain/events.js';
import { planningCatalogue } from '../planning/domain/events.js';
import { trainingCatalogue } from '../training/domain/events.js';

/** Every event type of every context: what a log of this release may hold. */
export const domainCatalogue = catalogueOf(
  ...organisationCatalogue.definitions,
  ...officialsCatalogue.definitions,
  ...planningCatalogue.definitions,
  ...trainingCatalogue.definitions,
  ...ruleSetCatalogue.definitions,
  ...setAsideCatalogue.definitions,
);
