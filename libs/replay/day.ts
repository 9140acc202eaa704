import type { CivilDate } from '../kernel/civil-date.js';
import type { Capacity } from '../officials/domain/events.js';
import type { Category } from '../organisation/domain/events.js';
import { capacityOn, covers, type Segment, type Tenure } from './career.js';
import type { OrganisationOn } from './organisation.js';

export type Person = { readonly official: string; readonly isWoman: boolean; readonly service: readonly Segment[]; readonly tenures: readonly Tenure[] };
export type InService = {
  readonly official: string;
  readonly isWoman: boolean;
  /** As the act states it; `place` is the unit that stands for it on the day. */
  readonly payrollUnit: string;
  readonly place: string;
  readonly position: string;
  readonly category: Category;
};
export type Held = {
  readonly official: string;
  readonly isWoman: boolean;
  readonly unit: string;
  readonly position: string;
  readonly term?: string;
  readonly capacity: Capacity;
};
export type Participation = { readonly participation: string; readonly official: string; readonly unit: string; readonly isWoman: boolean };

/** What counts on one day: counting.md §5. */
export type Day = {
  readonly day: CivilDate;
  readonly organisation: OrganisationOn;
  readonly inService: readonly InService[];
  readonly held: readonly Held[];
  ended(ended: 'completed' | 'sent'): readonly Participation[];
};

export const inServiceOn = (person: Person, organisation: OrganisationOn, day: CivilDate): InService | undefined => {
  const segment = person.service.find((held) => covers(held, day));
  if (segment === undefined) return undefined;
  const { unit, position, category } = segment;
  return {
    official: person.official,
    isWoman: person.isWoman,
    payrollUnit: unit,
    place: organisation.resolve(unit),
    position,
    category: organisation.categoryOf(category, unit),
  };
};

export const heldOn = (person: Person, organisation: OrganisationOn, day: CivilDate): readonly Held[] =>
  person.tenures
    .filter((tenure) => covers(tenure, day) && organisation.stands(tenure.unit) && (tenure.term === undefined || organisation.termStands(tenure.term)))
    .map((tenure) => ({
      official: person.official,
      isWoman: person.isWoman,
      unit: tenure.unit,
      position: tenure.position,
      ...(tenure.term === undefined ? {} : { term: tenure.term }),
      capacity: capacityOn(tenure, day),
    }));
