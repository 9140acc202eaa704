import { catalogueOf, defineEvent, type EventOf } from '../../kernel/event.js';
import { code, date, flag, integer, listOf, objectOf, oneOf, optional, title, type Field } from '../../kernel/schema.js';
import { capacities } from '../../officials/domain/events.js';
import { bodyKinds, categories } from '../../organisation/domain/events.js';

const codes = listOf(code, 200);
const holders = listOf(oneOf(...capacities), 4);

/** Authorities of these tiers that have, in their bodies' standing terms, at least one woman. Counts authorities. */
const bodyHasWoman = objectOf({
  shape: oneOf('body-has-woman'),
  tiers: codes,
  bodyKinds: listOf(oneOf(...bodyKinds), 3),
  /** `any`: one woman among the members of all the bodies together; `every`: one in each body. */
  bodies: oneOf('any', 'every'),
  /** Only holders of these positions are looked at; absent: every member by the term's own list. */
  positions: optional(codes),
  capacities: holders,
});
/** Women among the holders of posts. `unitTypes` absent: any. */
const shareOfHolders = objectOf({
  shape: oneOf('share-of-holders'),
  tiers: codes,
  unitTypes: optional(codes),
  positions: codes,
  count: oneOf('persons', 'posts'),
  capacities: holders,
});
/** Women among those in service on the payroll of units of these types and tiers. */
const shareOfStaff = objectOf({ shape: oneOf('share-of-staff'), tiers: codes, unitTypes: codes, categories: listOf(oneOf(...categories), 3) });
/** Units of these types that have both: enough women on their staff, and a woman among their leaders. Counts units. */
const unitConjunction = objectOf({
  shape: oneOf('unit-conjunction'),
  unitTypes: codes,
  /** Staff of the unit and of what stands under it, cut where a unit of one of these types begins. */
  staffOutside: codes,
  staffPercent: integer(0, 100),
  leaders: codes,
  capacities: holders,
  /** `both`: every unit must meet both parts; `leader-if-staff`: only units that meet the first are asked for the second, and only they are counted. */
  condition: oneOf('both', 'leader-if-staff'),
});
/** Women among participations in training that ended from 1 January of the year to the day. */
const shareOfParticipations = objectOf({
  shape: oneOf('share-of-participations'),
  /** `completed`: by the day of completion; `sent`: every sending, by the class's last day. */
  ended: oneOf('completed', 'sent'),
  /** `women-in-service`: of the women in service, those who completed one. */
  count: oneOf('participations', 'persons', 'women-in-service'),
});

type Value<F> = F extends Field<infer V> ? V : never;
export type Measure = Value<typeof bodyHasWoman> | Value<typeof shareOfHolders> | Value<typeof shareOfStaff> | Value<typeof unitConjunction> | Value<typeof shareOfParticipations>;
export type Shape = Measure['shape'];
const shapes = [bodyHasWoman, shareOfHolders, shareOfStaff, unitConjunction, shareOfParticipations];
const measure: Field<Measure> = {
  describe: 'one of the five shapes of the rules page',
  isOptional: false,
  accepts: (value): value is Measure => shapes.some((shape) => shape.accepts(value)),
};

/** One reading of a target (domain.md §1.2). The first word of `reading` is the target: `T1.pair`. */
export const rule = objectOf({
  target: code,
  reading: code,
  name: title,
  nameEn: title,
  /** The reading that Sở Nội vụ publishes; one for each target. */
  isPublished: flag,
  /** Met when 100 · numerator ≥ percent · denominator. */
  percent: integer(0, 100),
  measure,
});
export type Rule = Value<typeof rule>;

export const ruleSetPublished = defineEvent('RuleSetPublished', 1, 'Ban hành bộ quy tắc', {
  ruleSet: code,
  version: integer(1, 10_000),
  name: title,
  basis: title,
  /** From this day on, true-on days are judged by this version, until a later one. */
  effectiveOn: date,
  rules: listOf(rule, 100),
});
export const ruleSetCatalogue = catalogueOf(ruleSetPublished);
export type RuleSetEvent = EventOf<(typeof ruleSetCatalogue.definitions)[number]>;
export type RuleSet = RuleSetEvent['data'];
