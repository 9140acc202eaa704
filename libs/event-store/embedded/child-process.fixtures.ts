import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Finds `x.ts` where an import says `x.js`, so that a child process runs the sources as they are, with nothing built before. */
const resolver = `import { registerHooks } from 'node:module';
registerHooks({ resolve: (name, context, next) => next(name.startsWith('.') && context.parentURL?.endsWith('.ts') ? name.replace(/\\.js$/, '.ts') : name, context) });`;
/** Sources are stripped of their types once, not in each of a thousand processes. */
const compiled = fileURLToPath(new URL('../../../node_modules/.cache/parity/compiled', import.meta.url));
const flags = ['--experimental-transform-types', '--no-warnings', '--import', `data:text/javascript,${encodeURIComponent(resolver)}`];

export type Child = {
  readonly process: ChildProcess;
  /** Whole lines the child has printed so far. */
  readonly lines: string[];
  /** Resolves when the child has printed so many lines, or is gone. */
  printed(count: number): Promise<void>;
  /** What ended it, once everything it printed was read. */
  ended(): Promise<{ readonly code: number | null; readonly signal: string | null; readonly stderr: string }>;
};

/** Starts a TypeScript file in a process of its own. @param shell a command line that ends in `"$@"`, to start it under a limit. */
export const startChild = (script: URL, args: readonly string[], shell?: string): Child => {
  const command = [process.execPath, ...flags, fileURLToPath(script), ...args];
  const options = { env: { ...process.env, NODE_COMPILE_CACHE: compiled } };
  const child = shell ? spawn('sh', ['-c', shell, 'sh', ...command], options) : spawn(command[0] ?? '', command.slice(1), options);
  const lines: string[] = [];
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (stderr += piece));
  const reader = createInterface(child.stdout);
  reader.on('line', (line) => lines.push(line));
  const closed = once(child, 'close');
  return {
    process: child,
    lines,
    printed: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (lines.length < count) return;
          reader.off('line', look);
          resolve();
        };
        reader.on('line', look);
        void closed.then(() => resolve());
        look();
      }),
    ended: async () => {
      await closed;
      return { code: child.exitCode, signal: child.signalCode, stderr };
    },
  };
};
