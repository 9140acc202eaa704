import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export type BenchServers = {
  /** `isReal`: the one that EVENTSTORE_URL names; else the test double, which is no measure of the product. */
  readonly eventStore: { readonly url: string; readonly isReal: boolean; readonly log: string };
  readonly mongo: { readonly url: string; readonly database: string } | null;
  readonly whyNoMongo: string | null;
  close(): Promise<void>;
};

/** Finds `x.ts` where an import says `x.js`: test doubles are not built. */
const resolver = `import { registerHooks } from 'node:module';
registerHooks({ resolve: (name, context, next) => next(name.startsWith('.') && context.parentURL?.endsWith('.ts') ? name.replace(/\\.js$/, '.ts') : name, context) });`;
const script = fileURLToPath(new URL('../../../../tests/doubles/servers.ts', import.meta.url));

/** Starts what the engines' rows are measured on, in a process of its own, so that they share nothing with it but the machine. */
export const openBenchServers = async ({ needsMongo = true }: { readonly needsMongo?: boolean } = {}): Promise<BenchServers> => {
  const child = spawn(process.execPath, ['--experimental-transform-types', '--no-warnings', '--import', `data:text/javascript,${encodeURIComponent(resolver)}`, script, ...(needsMongo ? [] : ['--without-mongo'])], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), ended.then(([code]) => { throw new Error(`the servers of the benchmark ended with ${code}`); })]);
  return {
    ...(JSON.parse(String(line)) as Omit<BenchServers, 'close'>), // The script's own line.
    close: async () => {
      child.stdin.end();
      await ended;
    },
  };
};
