import type { LogIndex } from '../../kernel/log.js';
import type { ProjectionSpec } from '../../read-store/read-store.port.js';
import type { StoppedAt } from '../projection.js';
import type { Comparison } from './comparison.js';

/** A folding from the first event on, beside the live one. Cancelled, it keeps what it has and can go on from there. */
export type Rebuild = {
  readonly generation: number;
  readonly state: 'building' | 'ready' | 'cancelled';
  /** Milliseconds since 1970 by the clock of the process that was asked. */
  readonly startedAt: number;
  /** Absent until old and new have been compared at one index. */
  readonly comparison: Comparison | null;
};

/** What is wanted of one projection of one version, and what became of it: one document, written with compare-and-set by whoever has a wish. */
export type ProjectionControl = {
  readonly name: string;
  readonly version: number;
  /** The generation that every answer is given from: a switch changes this and nothing else. */
  readonly live: number;
  /** The one before, kept and folded in step so that it can be live again at once. */
  readonly previous: number | null;
  /** The highest generation ever begun: none is given twice. */
  readonly newest: number;
  readonly wanted: 'running' | 'paused';
  /** Counts resumptions: at another number than before, what has stopped is tried again. */
  readonly attempt: number;
  /** Where each generation could not go on. */
  readonly stops: { readonly [generation: string]: StoppedAt };
  readonly rebuild: Rebuild | null;
  /** Generations nobody needs: the projector removes their documents. */
  readonly dropping: readonly number[];
};

/** What the working projector says of a generation besides its checkpoint. */
export type Report = {
  readonly waitingBecause?: string;
  /** Folded, of which the checkpoint may be some ten thousand events behind. */
  readonly folded?: LogIndex;
  readonly eventsPerSecond?: number;
};

/** Who works. The others take over when `beat` has not moved for some time by their own watch. */
export type Lease = { readonly holder: string | null; readonly beat: number; readonly reports: { readonly [projectionId: string]: Report } };

export const initialControl = (name: string, version: number): ProjectionControl => ({
  name, version, live: 0, previous: null, newest: 0, wanted: 'running', attempt: 0, stops: {}, rebuild: null, dropping: [],
});
export const freeLease: Lease = { holder: null, beat: 0, reports: {} };

export const controls = 'controls';
export const leases = 'leases';
/** Its checkpoint counts the changes, so every change is a compare-and-set and a look for changes reads one number. */
export const controlProjection: ProjectionSpec = {
  name: 'projection-control',
  version: 1,
  collections: [
    { name: controls, indexes: {} },
    { name: leases, indexes: {} },
  ],
};

/** The generations that documents are folded into: the live one first. */
export const foldedGenerations = ({ live, previous, rebuild }: ProjectionControl): readonly number[] => [
  live,
  ...(previous === null ? [] : [previous]),
  ...(rebuild && rebuild.state !== 'cancelled' ? [rebuild.generation] : []),
];
