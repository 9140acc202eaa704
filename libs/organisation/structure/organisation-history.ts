import { CorruptHistory } from '../../kernel/errors.js';
import { nothingKnown, type LogIndex } from '../../kernel/log.js';
import type { OrganisationEvent } from '../domain/events.js';
import { countUpTo } from './count-up-to.js';
import { appendAct, noActs } from './organisation-acts.js';
import { OrganisationView } from './organisation-view.js';
import type { Structure } from './structure.js';

/** Views kept warm: the head, and the few moments that inspections compare it with. */
const viewsKeptMax = 16;

/** Every organisation event of a log by its index, and what was known of the organisation at any of them. */
export interface OrganisationHistory {
  readonly recordedCount: number;
  /** Appends an event. @throws CorruptHistory, and appends nothing, when the index does not grow or the event cannot have happened. */
  record(event: OrganisationEvent, index: LogIndex): void;
  /** The organisation by the events up to this index; the same structure as long as no organisation event lies between. */
  knownAt(index: LogIndex): Structure;
  latest(): Structure;
  /** A history of its own that begins with the first `knownCount` events of this one. */
  branchAt(knownCount: number): OrganisationHistory;
}

export const organisationHistory = (): OrganisationHistory => {
  const acts = noActs();
  const indexes: LogIndex[] = [];
  /** Views that someone may still hold, so that an equal question gets the same one. */
  const views = new Map<number, WeakRef<Structure>>();
  const warm = new Map<number, Structure>();

  const viewOf = (knownCount: number): Structure => {
    const view = warm.get(knownCount) ?? views.get(knownCount)?.deref() ?? new OrganisationView(acts, knownCount);
    if (!views.get(knownCount)?.deref()) views.set(knownCount, new WeakRef(view));
    warm.delete(knownCount);
    warm.set(knownCount, view);
    const [coldest] = warm.keys();
    if (warm.size > viewsKeptMax && coldest !== undefined) warm.delete(coldest);
    return view;
  };

  return {
    get recordedCount() {
      return indexes.length;
    },
    record: (event, index) => {
      const last = indexes.at(-1) ?? nothingKnown;
      if (index <= last) throw new CorruptHistory(`an organisation event at index ${index} came after index ${last}`);
      appendAct(acts, event);
      indexes.push(index);
    },
    knownAt: (index) => viewOf(countUpTo(indexes, index)),
    latest: () => viewOf(indexes.length),
    branchAt: (knownCount) => {
      const branch = organisationHistory();
      acts.events.slice(0, knownCount).forEach((event, at) => branch.record(event, indexes[at] ?? at));
      return branch;
    },
  };
};

/** Before anything is recorded. */
export const noStructure: Structure = organisationHistory().latest();
