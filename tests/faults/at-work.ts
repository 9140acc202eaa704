import type { Child } from '../../libs/event-store/embedded/child-process.fixtures.js';
import { acknowledgedOf, type Clerk } from './clerk.js';
import { findViolations } from './find-violations.js';
import type { Errand } from './moving-worker.js';
import { places } from './moves.js';
import { closePair, openPair, type PairPlace } from './store-pairs.js';

/** What a worker is to do that works until it is told to stop. */
export const errandAt = (place: PairPlace, clerk: Clerk, more: Partial<Errand> = {}): Errand => ({ place, clerk: clerk.name, from: clerk.next, commands: 1_000_000, atOnce: 2, projects: true, fault: 'none', ...more });

/** Lets the worker do so many commands more. */
export const goesOn = (child: Child, lines: number): Promise<void> => child.printed(child.lines.length + lines);

/** Lets the worker go on until it has said so. */
export const saysThat = async (child: Child, line: RegExp): Promise<void> => {
  while (!child.lines.some((said) => line.test(said))) {
    expect(child.process.exitCode).toBeNull();
    await child.printed(child.lines.length + 1);
  }
};

/** Tells the worker to stop, which it does in order, once all that it recorded is projected. */
export const stopped = async (child: Child, clerk: Clerk): Promise<void> => {
  child.process.kill('SIGTERM');
  expect(await child.ended()).toEqual({ code: 0, signal: null, stderr: '' });
  clerk.hear(child.lines);
};

/** Ends the worker where it stands. */
export const killed = async (child: Child, clerk: Clerk): Promise<void> => {
  child.process.kill('SIGKILL');
  await child.ended();
  clerk.hear(child.lines);
};

/** What is wrong in a pair that nobody works on, and how many events are not projected. */
export const verdictOn = async (place: PairPlace, clerk: Clerk): Promise<{ readonly violations: readonly string[]; readonly behind: number }> => {
  const pair = await openPair(place);
  await pair.read.declare(places);
  const behind = (await pair.events.head()) - (await pair.read.checkpoint(places)).index;
  const violations = await findViolations(pair, acknowledgedOf(clerk));
  await closePair(pair);
  return { violations, behind };
};
