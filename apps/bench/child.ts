import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A part of the benchmark in a process of its own, so that its memory and event loop are its own. */
export type Child = { ask<Answer>(question: object): Promise<Answer>; end(): Promise<void> };

const alive = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/** Starts `apps/bench/<part>.js`; it answers each message with one. */
export const startChild = (part: string, nodeFlags: readonly string[] = []): Child => {
  const child = fork(fileURLToPath(new URL(`./${part}.js`, import.meta.url)), [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: ['--disable-warning=ExperimentalWarning', ...nodeFlags] });
  alive.add(child);
  const died = once(child, 'exit').then(([code]) => {
    alive.delete(child);
    return code as number | null; // Node's own event.
  });
  return {
    ask: async (question) => {
      const answer = once(child, 'message');
      child.send(question);
      const [said] = await Promise.race([answer, died.then((code) => { throw new Error(`${part} ended with ${code}`); })]);
      return said;
    },
    end: async () => {
      if (!alive.has(child)) return;
      child.disconnect();
      await died;
    },
  };
};

/** The other side: answers every message until the parent lets go. */
export const answerParent = (answer: (question: Record<string, unknown>) => Promise<object>): void => {
  process.on('disconnect', () => process.exit(0));
  process.on('message', (question: Record<string, unknown>) => {
    answer(question).then((said) => process.send?.(said), (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      process.exit(1);
    });
  });
};
