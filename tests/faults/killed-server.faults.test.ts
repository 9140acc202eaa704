import { watch } from 'node:fs';
import { join } from 'node:path';
import { openEmbeddedEventStore } from '../../libs/event-store/embedded/embedded-event-store.js';
import { decodeEnvelope } from '../../libs/kernel/envelope.js';
import { leaveNothingBehind, newFolder, run, serve } from '../journeys/parity-process.js';
import { readLog } from './find-violations.js';

leaveNothingBehind();

/** The n-th official: the number of the decision tells in the log which command recorded it. */
const recruiting = (n: number) => ({
  unit: 'SNV.TCBC', category: 'cong-chuc', position: 'chuyen-vien', name: `Nguyễn Thị Số ${n}`, gender: 'female', birthDate: '1990-05-31',
  decision: { issuer: 'SNV', symbol: 'QĐ-SNV', number: n + 1, signedOn: '2018-02-26' }, effectiveOn: '2018-03-01',
});

/** What the clerk knows of each command: how it was answered, or that no answer came. */
type Known = Map<number, 'recorded' | 'recorded before' | 'unanswered' | `status ${number}`>;
const send = async (address: string, n: number, key: string, known: Known): Promise<void> => {
  known.set(n, 'unanswered');
  const headers = { 'content-type': 'application/json', 'parity-actor': 'chi.lan', 'parity-role': 'clerk', 'idempotency-key': key };
  try {
    const response = await fetch(`${address}/api/v1/officials/recruit`, { method: 'POST', headers, body: JSON.stringify(recruiting(n)), signal: AbortSignal.timeout(120_000) });
    await response.text();
    const asRecorded = response.headers.get('idempotent-replayed') === 'true' ? 'recorded before' : 'recorded';
    known.set(n, response.status === 201 ? asRecorded : `status ${response.status}`);
  } catch {
    // The server went away; whether it was recorded is asked by sending it again.
  }
};

/** Many at once share a commit: when the first is answered, the others are recorded and nobody has been told. */
const inFlight = 16;
/** Kills a server under load `cycles` times, and has the last one stopped in order. @param keyOf the key that a command is sent with in the given life of the server. */
const killAgainAndAgain = async (folder: string, cycles: number, keyOf: (n: number, life: number) => string): Promise<{ readonly known: Known; readonly readyMs: readonly number[] }> => {
  const known: Known = new Map();
  const readyMs: number[] = [];
  for (let life = 0; life <= cycles; life += 1) {
    const startedMs = performance.now();
    const server = await serve(folder);
    readyMs.push(performance.now() - startedMs);
    for (const n of [...known].filter(([, outcome]) => outcome === 'unanswered').map(([n]) => n)) await send(server.address, n, keyOf(n, life), known);
    if (life === cycles) {
      server.signal('SIGTERM');
      expect((await server.ended).code).toBe(0);
      break;
    }
    let [isGone, answered] = [false, 0];
    const killAfter = 5 + (life * 11) % 40;
    // Between a write to the log and its answers lie some hundred microseconds: killing at an answer would nearly always be too late to lose one.
    const killAtNextWrite = () => {
      const watcher = watch(join(folder, 'events.db-wal'), () => {
        watcher.close();
        server.signal('SIGKILL');
      });
    };
    const client = async (): Promise<void> => {
      while (!isGone) {
        const n = known.size;
        await send(server.address, n, keyOf(n, life), known);
        answered += 1;
        if (answered === killAfter) killAtNextWrite();
      }
    };
    const clients = Array.from({ length: inFlight }, client);
    await server.ended;
    isGone = true;
    await Promise.all(clients);
  }
  return { known, readyMs };
};

/** How often each official was recorded. */
const timesRecorded = async (folder: string): Promise<Map<number, number>> => {
  const store = await openEmbeddedEventStore({ file: join(folder, 'events.db'), readOnly: true });
  const times = new Map<number, number>();
  for (const stored of await readLog({ events: store })) {
    const { type, data } = decodeEnvelope(stored.text, stored);
    if (type !== 'OfficialRecruited') continue;
    const { decision } = data as { readonly decision: { readonly number: number } }; // The event's definition says so.
    times.set(decision.number - 1, (times.get(decision.number - 1) ?? 0) + 1);
  }
  await store.close();
  return times;
};
const newProvince = async (): Promise<string> => {
  const folder = newFolder();
  expect((await run(['init', 'binh-duong', '--data-dir', folder])).code).toBe(0);
  return folder;
};

describe('ending the server by kill -9 while clerks record', () => {
  it('records each command exactly once when it is sent again with its key, over 25 times', async () => {
    const folder = await newProvince();
    const { known, readyMs } = await killAgainAndAgain(folder, 25, (n) => `recruit-${n}`);
    expect([...known].filter(([, outcome]) => !outcome.startsWith('recorded'))).toEqual([]);
    // Else the key was never needed, and nothing was tried here.
    expect([...known].filter(([, outcome]) => outcome === 'recorded before').length).toBeGreaterThan(10);
    const times = await timesRecorded(folder);
    expect([...known.keys()].filter((n) => times.get(n) !== 1)).toEqual([]);
    expect(times.size).toBe(known.size);
    expect(known.size).toBeGreaterThan(300);
    const reconciled = await run(['reconcile', '--data-dir', folder]);
    expect([reconciled.code, reconciled.out]).toEqual([0, expect.stringMatching(/^0 differences/m)]);
    process.stderr.write(`a killed server answers again after ${Math.round(readyMs.toSorted((a, b) => a - b)[readyMs.length >> 1] ?? 0)} ms (median of ${readyMs.length}), process start included\n`);
  }, 900_000);

  it('shows a clerk who sends again with another key', async () => {
    const folder = await newProvince();
    await killAgainAndAgain(folder, 3, (n, life) => `recruit-${n}-in-life-${life}`);
    expect(Math.max(...(await timesRecorded(folder)).values())).toBeGreaterThan(1);
  }, 600_000);
});
