import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const commandLine = join('dist', 'apps', 'cli', 'main.js');

export type Ended = { readonly code: number | null; readonly signal: NodeJS.Signals | null; readonly out: string; readonly err: string };
/** One run of the built command, from its start to its end. */
export type Running = {
  readonly pid: number;
  /** The first match in what it has said or will say. @throws when it ends without. */
  said(pattern: RegExp): Promise<RegExpExecArray>;
  signal(name: NodeJS.Signals): void;
  readonly ended: Promise<Ended>;
};

const alive = new Set<ChildProcessWithoutNullStreams>();
const folders: string[] = [];

/** To be called once in each suite: nothing outlives it. */
export const leaveNothingBehind = (): void =>
  afterAll(() => {
    for (const child of alive) child.kill('SIGKILL');
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

export const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'parity-journey-'));
  folders.push(folder);
  return folder;
};

/** Without the settings of whoever runs the tests. */
const ownEnvironment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PARITY_')));

export const start = (args: readonly string[], environment: { readonly [name: string]: string } = {}): Running => startMain(commandLine, args, environment);

/** @param main a built file, from the repository's root */
export const startMain = (main: string, args: readonly string[], environment: { readonly [name: string]: string } = {}): Running => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, main), ...args], { cwd: root, env: { ...ownEnvironment, ...environment } });
  alive.add(child);
  let [out, err] = ['', ''];
  const listeners = new Set<() => void>();
  const tell = () => listeners.forEach((listener) => listener());
  child.stdout.setEncoding('utf8').on('data', (text: string) => void ((out += text), tell()));
  child.stderr.setEncoding('utf8').on('data', (text: string) => void ((err += text), tell()));
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => {
      alive.delete(child);
      resolve({ code, signal, out, err });
      tell();
    });
  });
  return {
    pid: child.pid ?? 0,
    ended,
    signal: (name) => void child.kill(name),
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(out + err);
          if (found) resolve(found);
          else if (!alive.has(child)) reject(new Error(`it ended without saying ${String(pattern)}:\n${out}${err}`));
          else return;
          listeners.delete(look);
        };
        listeners.add(look);
        look();
      }),
  };
};

export const run = (args: readonly string[], environment: { readonly [name: string]: string } = {}): Promise<Ended> => start(args, environment).ended;

/** A server on a free port, once it says where it listens. */
export const serve = async (directory: string, ...more: readonly string[]): Promise<Running & { readonly address: string }> => {
  const running = start(['serve', '--data-dir', directory, '--port', '0', ...more]);
  const [, address = ''] = await running.said(/tại (http:\S+),/);
  return { ...running, address };
};

/** One line, and no stack. */
export const failureLine = ({ err }: Ended): string => {
  const lines = err.trim().split('\n').filter((line) => line.startsWith('parity: '));
  expect(lines).toHaveLength(1);
  expect(err).not.toMatch(/\n +at /);
  return lines[0] ?? '';
};
