import { Agent, request } from 'node:http';
import { quantile } from './median.js';

export type Shot = { readonly method: 'GET' | 'POST'; readonly path: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };
export type Load = { readonly perSecond: number; readonly p50Ms: number; readonly p99Ms: number; readonly count: number; readonly failures: number };

/** One request on a kept connection. Resolves with its status. */
const fire = (url: URL, agent: Agent, { method, path, headers, body }: Shot): Promise<number> =>
  new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
    const sent = request({ host: url.hostname, port: url.port, agent, method, path, headers: { ...headers, ...length } }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.on('error', reject);
    sent.end(body);
  });

const summed = (times: readonly number[], failures: number, ms: number): Load =>
  ({ perSecond: (times.length / ms) * 1000, p50Ms: quantile(times, 0.5), p99Ms: quantile(times, 0.99), count: times.length, failures });

/** Keeps `connections` busy for `forMs`, each with its next shot as soon as the last is answered. */
export const loadFor = async (address: string, connections: number, forMs: number, next: () => Shot): Promise<Load> => {
  const url = new URL(address);
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let failures = 0;
  const start = performance.now();
  const until = start + forMs;
  const shoot = async () => {
    while (performance.now() < until) {
      const fired = performance.now();
      const status = await fire(url, agent, next());
      times.push(performance.now() - fired);
      if (status >= 400) failures += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, shoot));
  agent.destroy();
  return summed(times, failures, performance.now() - start);
};

/** Fires `perSecond` shots a second until `signal` is aborted, whether or not earlier ones are answered. */
export const loadAtRate = async (address: string, perSecond: number, signal: AbortSignal, next: () => Shot): Promise<Load> => {
  const url = new URL(address);
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const times: number[] = [];
  let failures = 0;
  const start = performance.now();
  const underWay = new Set<Promise<void>>();
  for (let fired = 0; !signal.aborted; ) {
    const due = ((performance.now() - start) / 1000) * perSecond;
    for (; fired < due; fired += 1) {
      const at = performance.now();
      const one: Promise<void> = fire(url, agent, next()).then((status) => {
        times.push(performance.now() - at);
        if (status >= 400) failures += 1;
        underWay.delete(one);
      });
      underWay.add(one);
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await Promise.all(underWay);
  agent.destroy();
  return summed(times, failures, performance.now() - start);
};
