import type { Control, ControlState } from './control.js';
import type { Lease, ProjectionControl, Report } from './control-document.js';

const beatEveryMs = 1_000;
/** @param leaseMs the others take over when no beat was seen for so long. @param isAlone nobody else works, whatever a lease says that was left behind. */
export type LeaseTerms = { readonly holder: string; readonly leaseMs: number; readonly isAlone: boolean };
type Told = { readonly stops: (control: ProjectionControl) => ProjectionControl; readonly reports: () => { readonly [id: string]: Report } };

/** The lease as this process sees it, by its own watch: no clock of another machine is believed. Losing it is harmless, for commits are compare-and-set. */
export const openLease = (control: Control, { holder, leaseMs, isAlone }: LeaseTerms) => {
  let seen: Pick<Lease, 'holder' | 'beat'> | undefined;
  let [unmovedMs, sinceBeatMs] = [0, 0];

  const isOver = (lease: Lease, passedMs: number): boolean => {
    const isMoved = seen?.holder !== lease.holder || seen.beat !== lease.beat;
    unmovedMs = isMoved ? 0 : unmovedMs + passedMs;
    seen = { holder: lease.holder, beat: lease.beat };
    return lease.holder === null || unmovedMs >= leaseMs || (isAlone && lease.holder !== holder);
  };
  const take = (): Promise<ControlState> =>
    control.change(({ lease }) => (lease.holder === seen?.holder && lease.beat === seen.beat ? { lease: { holder, beat: lease.beat + 1, reports: {} } } : undefined));
  return {
    /** Keeps or takes it if it can. @throws ReadStoreUnavailable */
    hold: async (state: ControlState, passedMs: number): Promise<ControlState> => {
      sinceBeatMs += passedMs;
      return isOver(state.lease, passedMs) && state.lease.holder !== holder ? take() : state;
    },
    isHeld: ({ lease }: ControlState): boolean => lease.holder === holder,
    /** Writes down where something has stopped, and with each beat how it goes. @throws ReadStoreUnavailable */
    tell: async ({ stops, reports }: Told): Promise<ControlState> => {
      const isBeat = sinceBeatMs >= beatEveryMs;
      if (isBeat) sinceBeatMs = 0;
      return control.change(({ lease, of }) => {
        if (lease.holder !== holder) return undefined;
        const changed = [...of.values()].filter((one) => stops(one) !== one).map(stops);
        if (!isBeat && changed.length === 0) return undefined;
        return { controls: changed, ...(isBeat && { lease: { holder, beat: lease.beat + 1, reports: reports() } }) };
      });
    },
    /** @throws ReadStoreUnavailable: it is over soon all the same */
    release: async (): Promise<void> =>
      void (await control.change(({ lease }) => (lease.holder === holder ? { lease: { holder: null, beat: lease.beat + 1, reports: {} } } : undefined))),
  };
};
