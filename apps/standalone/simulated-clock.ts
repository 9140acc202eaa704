import type { CivilDate } from '../../libs/kernel/civil-date.js';
import type { Clock } from '../../libs/kernel/ports.js';

export const systemClock: Clock = { now: () => Date.now() };

/** The working day that a sample calls today: it goes on from what was recorded last, and never ends. */
export const simulatedClock = (today: CivilDate, lastRecordedMs: number, system: Clock): Clock => {
  const startedMs = system.now();
  const from = Math.max(Date.parse(`${today}T08:00:00.000+07:00`), lastRecordedMs);
  const end = Date.parse(`${today}T23:59:59.999+07:00`);
  return { now: () => Math.min(from + Math.max(0, system.now() - startedMs), end) };
};
