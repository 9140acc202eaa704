import type { Clock } from '../../kernel/ports.js';
import type { ProjectionStatus } from '../../projection-engine/projection.js';

/** Something that answers are made of, and the cheapest question it can be asked. */
export type Probe = { readonly name: string; ask(): Promise<unknown> };

/** `since` is when it came to be so, as far as this process has seen; `why` is a code or the name of an error, never its words. */
export type Check = { readonly name: string; readonly ok: boolean; readonly since: string; readonly why?: string };
export type Readiness = { readonly isReady: boolean; readonly checks: readonly Check[] };

export type Health = {
  /** Whether every answer can be given, asked at most once a second. */
  readiness(): Promise<Readiness>;
  /** From now on it is not ready: it is about to stop. */
  stopping(): void;
};

export type HealthOptions = {
  readonly probes: readonly Probe[];
  /** Of the projections that this process answers from. */
  readonly projections: () => Promise<readonly ProjectionStatus[]>;
  /** The hour on the wall: also where events run on a simulated one. */
  readonly clock?: Clock;
  /** A probe that has not answered by then has failed. */
  readonly timeoutMs?: number;
  /** How long an outcome is answered again without asking. */
  readonly keptMs?: number;
};

type Found = { readonly name: string; readonly ok: boolean; readonly why?: string };

export const openHealth = ({ probes, projections, clock = { now: () => Date.now() }, timeoutMs = 2_000, keptMs = 1_000 }: HealthOptions): Health => {
  const seen = new Map<string, { readonly ok: boolean; readonly sinceMs: number }>();
  const check = ({ name, ok, why }: Found): Check => {
    const before = seen.get(name);
    const now = before?.ok === ok ? before : { ok, sinceMs: clock.now() };
    seen.set(name, now);
    return { name, ok, since: new Date(now.sinceMs).toISOString(), ...(why === undefined ? {} : { why }) };
  };
  const ask = async (): Promise<readonly Check[]> => {
    const found = await Promise.all([...probes.map((probe) => stateOf(probe, timeoutMs)), projectionStates(projections, timeoutMs)]);
    return found.flat().map(check);
  };
  let isStopping = false;
  let kept: { readonly checks: Promise<readonly Check[]>; readonly atMs: number } | undefined;
  return {
    readiness: async () => {
      if (!kept || clock.now() - kept.atMs >= keptMs || clock.now() < kept.atMs) kept = { checks: ask(), atMs: clock.now() };
      const checks = [...(isStopping ? [check({ name: 'process', ok: false, why: 'stopping' })] : []), ...(await kept.checks)];
      return { isReady: checks.every(({ ok }) => ok), checks };
    },
    stopping: () => void (isStopping = true),
  };
};

const stateOf = async (probe: Probe, timeoutMs: number): Promise<Found> => {
  const { name } = probe;
  const why = await failureOf(probe.ask(), timeoutMs);
  return why === undefined ? { name, ok: true } : { name, ok: false, why };
};

const projectionStates = async (status: HealthOptions['projections'], timeoutMs: number): Promise<readonly Found[]> => {
  const asked = status();
  const why = await failureOf(asked, timeoutMs);
  return why === undefined ? (await asked).map(projectionState) : [{ name: 'projections', ok: false, why }];
};

/** A paused one still answers, of the moment it stands at: an operator has wanted that, and all instances alike would else be taken out of service. */
const projectionState = ({ name, state, stoppedAt, waitingBecause }: ProjectionStatus): Found => {
  const called = `projection ${name}`;
  if (state === 'stopped') return { name: called, ok: false, why: `stopped at event ${stoppedAt?.index ?? '?'}: ${nameIn(stoppedAt?.reason)}` };
  if (waitingBecause !== undefined) return { name: called, ok: false, why: nameIn(waitingBecause) };
  return state === 'paused' ? { name: called, ok: true, why: 'paused' } : { name: called, ok: true };
};

/** Reasons are an error's name and its words; these may hold anything. */
const nameIn = (reason = ''): string => /^\w+(?=:)/.exec(reason)?.[0] ?? 'Error';

const failureOf = async (asked: Promise<unknown>, timeoutMs: number): Promise<string | undefined> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<string>((resolve) => void (timer = setTimeout(() => resolve('timed out'), timeoutMs)));
  const answered = asked.then(() => undefined, (error: unknown) => (error instanceof Error ? error.name : 'Error'));
  try {
    return await Promise.race([answered, late]);
  } finally {
    clearTimeout(timer);
  }
};
