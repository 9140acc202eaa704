import type { CivilDate } from '../../kernel/civil-date.js';
import type { DecisionRef } from '../../kernel/schema.js';
import type { bodyKinds, blocks, Category, levels } from './events.js';

type Decided = { readonly decision?: DecisionRef; readonly effectiveOn: CivilDate };

export type DeclareSampleData = { readonly province: string; readonly size: 'test' | 'demo' | 'full'; readonly seed: number; readonly today: CivilDate };
export type RegisterProvince = {
  readonly province: string;
  readonly name: string;
  readonly tiers: readonly { readonly tier: string; readonly name: string }[];
  readonly unitTypes: readonly { readonly unitType: string; readonly name: string }[];
};
export type EstablishUnit = Decided & { readonly unit: string; readonly name: string; readonly unitType: string; readonly tier: string; readonly parent?: string };
export type RenameUnit = Decided & { readonly unit: string; readonly name: string };
export type ChangeUnitType = Decided & { readonly unit: string; readonly unitType: string };
export type MoveUnit = Decided & { readonly unit: string; readonly parent: string };
export type MergeUnits = Decided & { readonly sources: readonly string[]; readonly into: string };
/** Without `successor`, the parent on that day takes over. */
export type DissolveUnit = Decided & { readonly unit: string; readonly successor?: string };
export type DefinePosition = {
  readonly position: string;
  readonly title: string;
  readonly level: (typeof levels)[number];
  readonly block: (typeof blocks)[number];
  readonly isElected: boolean;
  readonly seats?: number;
};
export type DefineBody = { readonly body: string; readonly unit: string; readonly kind: (typeof bodyKinds)[number]; readonly name: string };
export type OpenTerm = { readonly term: string; readonly body: string; readonly label: string; readonly from: CivilDate; readonly members: readonly string[]; readonly decision?: DecisionRef };
export type EndTerm = { readonly term: string; readonly effectiveOn: CivilDate; readonly decision?: DecisionRef };
export type ShiftCategoryByPolicy = {
  readonly fromCategory: Category;
  readonly toCategory: Category;
  readonly unitTypes: readonly string[];
  readonly basis: string;
  readonly effectiveOn: CivilDate;
};

/** The commands on the organisation by their operation's name. */
export type OrganisationCommands = {
  'declare-sample-data': DeclareSampleData;
  'register-province': RegisterProvince;
  'establish-unit': EstablishUnit;
  'rename-unit': RenameUnit;
  'change-unit-type': ChangeUnitType;
  'move-unit': MoveUnit;
  'merge-units': MergeUnits;
  'dissolve-unit': DissolveUnit;
  'define-position': DefinePosition;
  'define-body': DefineBody;
  'open-term': OpenTerm;
  'end-term': EndTerm;
  'shift-category': ShiftCategoryByPolicy;
};
