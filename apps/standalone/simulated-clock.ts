import type { CivilDate } from '../../libs/kernel/civil-date.js';
import type { Clock } from '../../libs/kernel/ports.js';
import type { LogFacts } from './log-facts.js';

export const systemClock: Clock = { now: () => Date.now() };

/** The working day that a sample calls today: it goes on from what was recorded last, and never ends. */
export const simulatedClock = (today: CivilDate, lastRecordedMs: number, system: Clock): Clock => {
  const startedMs = system.now();
  const from = Math.max(Date.parse(`${today}T08:00:00.000+07:00`), lastRecordedMs);
  const end = Date.parse(`${today}T23:59:59.999+07:00`);
  return { now: () => Math.min(from + Math.max(0, system.now() - startedMs), end) };
};

/** The clock of a process on a log: of sample data it goes on from there. */
export const clockOf = ({ sample, lastRecordedMs }: LogFacts): Clock => (sample ? simulatedClock(sample.today, lastRecordedMs, systemClock) : systemClock);
