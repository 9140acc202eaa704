import type { Post } from './sample-over-http.js';

export type Answered = { readonly status: number; readonly body: unknown };
export type Get = (path: string) => Promise<Answered>;

const parsed = (text: string): { readonly [name: string]: unknown } => (text === '' ? {} : JSON.parse(text));

export const postTo = (addresses: readonly string[], authorization: string): Post => {
  let sent = 0;
  return async ({ path, body, headers }) => {
    sent += 1;
    // Turn by turn: a clerk does not know which instance a load balancer takes.
    const response = await fetch(`${addresses[sent % addresses.length]}/api/v1/${path}`, { method: 'POST', headers: { ...headers, authorization, 'content-type': 'application/json' }, body: JSON.stringify(body) });
    return { status: response.status, answer: parsed(await response.text()) };
  };
};

export const getFrom = (address: string, authorization: string): Get => async (path) => {
  const response = await fetch(`${address}/api/v1/${path}`, { headers: { authorization } });
  return { status: response.status, body: parsed(await response.text()) };
};

/** Asks until the answer is so. @returns how many milliseconds it took; @throws when it is not so in time */
export const untilAnswered = async (ask: () => Promise<Answered>, isSo: (answered: Answered) => boolean, mostMs: number): Promise<number> => {
  const startedMs = performance.now();
  for (;;) {
    const answered = await ask();
    const passedMs = performance.now() - startedMs;
    if (isSo(answered)) return passedMs;
    if (passedMs > mostMs) throw new Error(`not so after ${mostMs} ms: ${JSON.stringify(answered).slice(0, 500)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** An answer without what tells when it was recorded: two registries are not recorded at one instant. */
export const withoutInstants = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutInstants);
  if (typeof value !== 'object' || value === null) return value;
  const timed = new Set(['moment', 'recordedAt', 'knownSince', 'knownAt', 'head', 'index', 'next']);
  return Object.fromEntries(Object.entries(value).flatMap(([name, held]) => (timed.has(name) ? [] : [[name, withoutInstants(held)]])));
};

/** The least that some attempts take: what a busy machine adds by chance is not the processes'. */
export const quickestOf = async (attempts: number, attempt: (at: number) => Promise<number>): Promise<number> => {
  let quickestMs = Infinity;
  for (let at = 0; at < attempts && quickestMs >= 1_000; at += 1) quickestMs = Math.min(quickestMs, await attempt(at));
  return quickestMs;
};
