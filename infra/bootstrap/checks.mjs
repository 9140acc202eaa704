import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Interrupted, runChild } from './child.mjs';
import { parityNode } from './machine.mjs';

const inModules = (root, ...parts) => join(root, 'node_modules', ...parts);

const runCheck = async (root, name, args) => {
  const startedMs = performance.now();
  const ended = await runChild(parityNode(root), args, { cwd: root });
  if (ended.signal) throw new Interrupted(ended);
  process.stdout.write(`${name}: ${ended.code === 0 ? 'passed' : 'FAILED'} in ${((performance.now() - startedMs) / 1000).toFixed(1)} s\n`);
  return ended;
};

/** The rules of the house, type-aware. */
export const lint = (root, more = []) => runCheck(root, 'lint', [inModules(root, 'eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0', ...more]);

const checkTypes = (root) => runCheck(root, 'types', [inModules(root, 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.json', '--incremental', 'false']);

/** Counts of a Jest report; a suite that could not even start is one failure, and no report at all is one too. */
export const countsOf = (report) => {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const broken = report.numRuntimeErrorTestSuites ?? 0;
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken, skipped: report.numPendingTests + (report.numTodoTests ?? 0) };
};

const readReport = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};

/** Crashes, full disks and simulations take minutes: they are a lane of their own, and no part of the other. */
const lanes = {
  checks: ['--testPathIgnorePatterns', '/node_modules/', '\\.faults\\.test\\.ts$'],
  faults: ['--testMatch', '**/*.faults.test.ts'],
};

/** Jest on the suites of a lane whose path holds one of `patterns`; on all of them without. */
export const runSuites = async (root, patterns, env = {}, lane = lanes.checks) => {
  const folder = inModules(root, '.cache', 'parity');
  const report = join(folder, `jest-${process.pid}.json`);
  mkdirSync(folder, { recursive: true });
  const args = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', inModules(root, 'jest', 'bin', 'jest.js'), '--json', '--outputFile', report, ...patterns, ...lane];
  // The report also goes to standard output; people read the one on standard error.
  const ended = await runChild(parityNode(root), args, { cwd: root, stdio: ['inherit', 'ignore', 'inherit'], env: { ...process.env, ...env } });
  const counts = countsOf(existsSync(report) ? readReport(report) : undefined);
  rmSync(report, { force: true });
  if (ended.signal) throw new Interrupted(ended);
  return ended.code === 0 || counts.failed > 0 ? counts : { ...counts, failed: 1 };
};

const tell = ({ passed, failed, skipped }) => {
  process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  return { code: failed === 0 ? 0 : 1 };
};

/** Everything that must hold, each check told on its own; with patterns only those suites. Ends with the one line of counts. */
export const runAllChecks = async (root, patterns) => {
  const isWhole = patterns.length === 0;
  const single = isWhole ? [await lint(root), await checkTypes(root)] : [];
  const counts = await runSuites(root, patterns);
  const passed = counts.passed + single.filter(({ code }) => code === 0).length;
  const failed = counts.failed + single.filter(({ code }) => code !== 0).length;
  return tell({ passed, failed, skipped: counts.skipped });
};

/** What must hold when processes are killed, disks fill and several processes work at once. Ends with the one line of counts. */
export const runFaults = async (root, patterns) => tell(await runSuites(root, patterns, {}, lanes.faults));
