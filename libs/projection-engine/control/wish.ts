import type { LogIndex } from '../../kernel/log.js';
import type { ProjectionControl, Rebuild } from './control-document.js';

/** What an operator asks of a projection, of whichever process; the projector obeys within a second. */
export type Wish =
  | { readonly kind: 'pause' | 'resume' | 'rebuild' | 'cancelRebuild' | 'resumeRebuild' | 'compare' | 'dropPrevious' }
  /** The rebuilt documents become the live ones; differences only when they were looked at and accepted. */
  | { readonly kind: 'switch'; readonly acceptsDifferences?: boolean }
  /** The documents of before become live again; behind the log only when that is accepted. */
  | { readonly kind: 'rollBack'; readonly acceptsLag?: boolean };

export type WishRefusal =
  | { readonly code: 'REBUILD_UNDER_WAY'; readonly generation: number }
  | { readonly code: 'NO_REBUILD' }
  | { readonly code: 'REBUILD_NOT_CANCELLED' }
  | { readonly code: 'REBUILD_NOT_READY'; readonly state: Rebuild['state'] }
  | { readonly code: 'NOT_COMPARED' }
  | { readonly code: 'DOCUMENTS_DIFFER'; readonly index: LogIndex }
  | { readonly code: 'NO_PREVIOUS' }
  | { readonly code: 'PREVIOUS_IS_BEHIND'; readonly live: LogIndex; readonly previous: LogIndex };

/** What a wish may know besides the document. */
export type Circumstances = { readonly now: number; readonly live: LogIndex; readonly previous: LogIndex };

export const isRefusal = (outcome: ProjectionControl | WishRefusal): outcome is WishRefusal => 'code' in outcome;

/** What becomes of the document. A wish that is fulfilled already leaves it as it is. */
export const decideWish = (control: ProjectionControl, wish: Wish, { now, live, previous }: Circumstances): ProjectionControl | WishRefusal => {
  switch (wish.kind) {
    case 'pause':
      return control.wanted === 'paused' ? control : { ...control, wanted: 'paused' };
    case 'resume':
      return control.wanted === 'running' && Object.keys(control.stops).length === 0 ? control : { ...control, wanted: 'running', attempt: control.attempt + 1, stops: {} };
    case 'rebuild':
      return begin(control, now);
    case 'cancelRebuild':
      return withRebuild(control, (rebuild) => (rebuild.state === 'cancelled' ? rebuild : { ...rebuild, state: 'cancelled', comparison: null }));
    case 'resumeRebuild':
      return goOn(control);
    case 'compare':
      return withRebuild(control, (rebuild) => (rebuild.state === 'ready' ? { ...rebuild, comparison: null } : { code: 'REBUILD_NOT_READY', state: rebuild.state }));
    case 'switch':
      return switchOver(control, wish.acceptsDifferences === true);
    case 'rollBack':
      if (control.previous === null) return { code: 'NO_PREVIOUS' };
      if (previous < live && wish.acceptsLag !== true) return { code: 'PREVIOUS_IS_BEHIND', live, previous };
      return { ...control, live: control.previous, previous: control.live };
    case 'dropPrevious':
      return control.previous === null ? { code: 'NO_PREVIOUS' } : { ...control, previous: null, dropping: [...control.dropping, control.previous] };
  }
};

const begin = (control: ProjectionControl, now: number): ProjectionControl | WishRefusal => {
  const { rebuild, previous, dropping } = control;
  if (rebuild && rebuild.state !== 'cancelled') return { code: 'REBUILD_UNDER_WAY', generation: rebuild.generation };
  const newest = control.newest + 1;
  const unneeded = [...(rebuild ? [rebuild.generation] : []), ...(previous === null ? [] : [previous])];
  return { ...control, newest, previous: null, rebuild: { generation: newest, state: 'building', startedAt: now, comparison: null }, dropping: [...dropping, ...unneeded] };
};

const goOn = (control: ProjectionControl): ProjectionControl | WishRefusal => {
  const { rebuild, stops, attempt } = control;
  if (!rebuild) return { code: 'NO_REBUILD' };
  if (rebuild.state !== 'cancelled' && !stops[rebuild.generation]) return { code: 'REBUILD_NOT_CANCELLED' };
  const { [String(rebuild.generation)]: _, ...others } = stops;
  return { ...control, attempt: attempt + 1, stops: others, rebuild: { ...rebuild, state: 'building', comparison: null } };
};

const switchOver = (control: ProjectionControl, acceptsDifferences: boolean): ProjectionControl | WishRefusal => {
  const { rebuild, live, previous, dropping } = control;
  if (!rebuild) return { code: 'NO_REBUILD' };
  if (rebuild.state !== 'ready') return { code: 'REBUILD_NOT_READY', state: rebuild.state };
  if (!rebuild.comparison) return { code: 'NOT_COMPARED' };
  if (!rebuild.comparison.isEqual && !acceptsDifferences) return { code: 'DOCUMENTS_DIFFER', index: rebuild.comparison.index };
  return { ...control, live: rebuild.generation, previous: live, rebuild: null, dropping: previous === null ? dropping : [...dropping, previous] };
};

const withRebuild = (control: ProjectionControl, change: (rebuild: Rebuild) => Rebuild | WishRefusal): ProjectionControl | WishRefusal => {
  if (!control.rebuild) return { code: 'NO_REBUILD' };
  const changed = change(control.rebuild);
  return 'code' in changed ? changed : changed === control.rebuild ? control : { ...control, rebuild: changed };
};
