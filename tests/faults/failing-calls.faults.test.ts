import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { event } from '../../libs/event-store/event-store.fixtures.js';
import { acknowledgedOf, newClerk, startWorker } from './clerk.js';
import { findViolations } from './find-violations.js';
import type { PlantedFault } from './planted-faults.js';
import { closePair, openPair, type PairPlace } from './store-pairs.js';
import { injecting, wasHit, whyNoInjection, type Injection } from './system-calls.js';

const directory = mkdtempSync(join(tmpdir(), 'parity-calls-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const commands = 4;
/** A worker that is not done by then hangs. */
const hangsAfterMs = 120_000;
/** More calls than an errand makes: the sweep has to end by itself before. */
const callsMax = 200;

type Run = { readonly when: number; readonly isHit: boolean; readonly code: number | null; readonly signal: string | null; readonly lines: readonly string[]; readonly stderr: string; readonly violations: readonly string[] };

const runOnce = async (injection: Injection, fault: PlantedFault): Promise<Run> => {
  const place: PairPlace = { pair: 'embedded', directory: mkdtempSync(join(directory, 'run-')) };
  const [file, report] = [join(place.directory, 'events.db'), join(place.directory, 'strace')];
  const clerk = newClerk('lan');
  const child = startWorker({ place, clerk: clerk.name, from: 0, commands, atOnce: 2, projects: false, fault }, injecting(injection, [file, `${file}-wal`], report));
  const timer = setTimeout(() => child.process.kill('SIGTERM'), hangsAfterMs);
  const { code, signal, stderr } = await child.ended();
  clearTimeout(timer);
  clerk.hear(child.lines);
  const pair = await openPair(place);
  const violations = await findViolations(pair, acknowledgedOf(clerk));
  // What was left behind can be written to again.
  await pair.events.append('afterwards', 'none', [event(1)]);
  await closePair(pair);
  const isHit = existsSync(report) && wasHit(readFileSync(report, 'utf8'));
  rmSync(place.directory, { recursive: true, force: true });
  return { when: injection.when, isHit, code, signal, lines: child.lines, stderr, violations };
};

/** Hits the first call, the second, … until a run makes fewer. Two runs at a time. */
const sweep = async (calls: string, effect: Injection['effect'], fault: PlantedFault = 'none'): Promise<Run[]> => {
  const runs: Run[] = [];
  for (let when = 1; when < callsMax; when += 2) {
    const pair = await Promise.all([runOnce({ calls, effect, when }, fault), runOnce({ calls, effect, when: when + 1 }, fault)]);
    runs.push(...pair);
    if (pair.some(({ isHit }) => !isHit)) return runs;
  }
  throw new RangeError(`more than ${callsMax} calls of ${calls}`);
};

const hitsOf = (runs: readonly Run[]): readonly Run[] => runs.filter(({ isHit }) => isHit);
const isDone = ({ code, lines }: Run): boolean => code === 0 && lines.filter((line) => line.startsWith('done')).length === commands;
const hadBegun = ({ lines }: Run): boolean => lines.some((line) => line.startsWith('ready'));
/** Runs that ended as none may: each with all it said. */
const strangersTo = (runs: readonly Run[], mayEnd: (run: Run) => boolean): Run[] => runs.filter((run) => run.violations.length > 0 || !(run.isHit ? mayEnd(run) : isDone(run)));

const whyNot = whyNoInjection();
if (whyNot !== undefined) {
  describe('failing a system call of an append', () => it.todo(`is not tried here, because ${whyNot}`));
} else {
  describe('failing a system call of an append', () => {
    it.each([['pwrite64', 20], ['fsync,fdatasync', 4], ['ftruncate', 1]])('by ending the process at each %s loses nothing acknowledged and leaves nothing half', async (calls, least) => {
      const runs = await sweep(calls, 'signal=SIGKILL');
      expect(strangersTo(runs, ({ signal }) => signal === 'SIGKILL')).toEqual([]);
      expect(hitsOf(runs).length).toBeGreaterThanOrEqual(least);
    }, 900_000);

    it('by EIO at each write ends the process, or is nothing but a file not tidied up', async () => {
      const runs = await sweep('pwrite64', 'error=EIO');
      expect(strangersTo(runs, (run) => run.code === 74 || (run.code !== 0 && !hadBegun(run)) || isDone(run))).toEqual([]);
      expect(hitsOf(runs).filter(({ code }) => code === 74).length).toBeGreaterThan(5);
    }, 900_000);

    it('by EIO at each sync ends the process, which acknowledges nothing after it', async () => {
      const runs = await sweep('fsync,fdatasync', 'error=EIO');
      expect(strangersTo(runs, (run) => run.code === 74 || (run.code !== 0 && !hadBegun(run)) || isDone(run))).toEqual([]);
      const ended = hitsOf(runs).filter(({ code }) => code === 74);
      expect(ended.length).toBeGreaterThan(1);
      for (const { stderr } of ended) expect(stderr).toMatch(/could not commit and ends the process: .*disk I\/O error/);
    }, 900_000);

    it('by ENOSPC at each write is refused as full, and the same command is recorded once there is room', async () => {
      const runs = await sweep('pwrite64', 'error=ENOSPC');
      expect(strangersTo(runs, (run) => isDone(run) || (run.code !== 0 && !hadBegun(run)))).toEqual([]);
      expect(hitsOf(runs).filter(({ lines }) => lines.some((line) => /^waits \d+ StoreFull$/.test(line))).length).toBeGreaterThan(5);
    }, 900_000);

    it('shows a worker that acknowledges before it has committed', async () => {
      expect((await sweep('pwrite64', 'signal=SIGKILL', 'acknowledges-early')).flatMap(({ violations }) => violations)).not.toEqual([]);
    }, 900_000);
  });
}
