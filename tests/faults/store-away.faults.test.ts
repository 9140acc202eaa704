import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { leaveNothingBehind, newFolder, run, serve } from '../journeys/parity-process.js';
import { errandAt, goesOn, saysThat, stopped, verdictOn } from './at-work.js';
import { newClerk, startWorker } from './clerk.js';
import { holdingLock } from './held-file.js';
import { mountSmallDisk, type SmallDisk } from './full-disk.js';
import type { PairPlace } from './store-pairs.js';

const folder = newFolder();
const disk: SmallDisk | undefined = mountSmallDisk(folder, 96 * 1_048_576);
// Before the folders are removed.
afterAll(() => disk?.unmount());
leaveNothingBehind();

const embedded = (): Extract<PairPlace, { pair: 'embedded' }> => ({ pair: 'embedded', directory: newFolder() });
describe('a store that goes away and comes back', () => {
  it('commands go on while the read store is held by another program, and it catches up', async () => {
    const [place, clerk] = [embedded(), newClerk('lan')];
    const child = startWorker(errandAt(place, clerk));
    await goesOn(child, 50);
    await holdingLock(join(place.directory, 'read.db'), async () => {
      await goesOn(child, 50);
    });
    await goesOn(child, 50);
    await stopped(child, clerk);
    expect(await verdictOn(place, clerk)).toEqual({ violations: [], behind: 0 });
  }, 600_000);

  it('commands are refused as unavailable while the event store is held, and the same ones recorded afterwards', async () => {
    const [place, clerk] = [embedded(), newClerk('lan')];
    const child = startWorker(errandAt(place, clerk));
    await goesOn(child, 50);
    await holdingLock(join(place.directory, 'events.db'), async () => {
      await saysThat(child, /^waits \d+ StoreUnavailable$/);
    });
    await goesOn(child, 50);
    await stopped(child, clerk);
    expect(await verdictOn(place, clerk)).toEqual({ violations: [], behind: 0 });
  }, 600_000);

  it('shows a command side that acknowledges before it has tried while the event store is held', async () => {
    const [place, clerk] = [embedded(), newClerk('lan')];
    const child = startWorker(errandAt(place, clerk, { fault: 'acknowledges-early' }));
    await goesOn(child, 50);
    await holdingLock(join(place.directory, 'events.db'), async () => {
      await saysThat(child, /^waits \d+ StoreUnavailable$/);
      await stopped(child, clerk);
    });
    expect((await verdictOn(place, clerk)).violations).not.toEqual([]);
  }, 600_000);

  it('shows a projector that takes a refused commit for done while the read store is held', async () => {
    const [place, clerk] = [embedded(), newClerk('lan')];
    const child = startWorker(errandAt(place, clerk, { fault: 'takes-refused-for-done' }));
    await goesOn(child, 50);
    // Longer than a commit waits for the lock.
    await holdingLock(join(place.directory, 'read.db'), async () => {
      await Promise.all([new Promise((resolve) => setTimeout(resolve, 6_000)), goesOn(child, 4)]);
    });
    await goesOn(child, 50);
    await stopped(child, clerk);
    expect((await verdictOn(place, clerk)).violations).not.toEqual([]);
  }, 600_000);

  it('documents that were removed are made anew from the events', async () => {
    const [place, clerk] = [embedded(), newClerk('lan')];
    const first = startWorker(errandAt(place, clerk, { commands: 200 }));
    expect((await first.ended()).code).toBe(0);
    clerk.hear(first.lines);
    for (const end of ['', '-wal', '-shm']) rmSync(join(place.directory, `read.db${end}`), { force: true });
    expect((await verdictOn(place, clerk)).behind).toBeGreaterThan(200);
    const second = startWorker(errandAt(place, clerk));
    await goesOn(second, 20);
    await stopped(second, clerk);
    expect(clerk.acknowledged.size).toBeGreaterThan(200);
    expect(await verdictOn(place, clerk)).toEqual({ violations: [], behind: 0 });
  }, 600_000);
});

describe('a disk that is full', () => {
  it('refuses appends as full, loses nothing, and takes them once there is room', async () => {
    const [place, clerk] = [embedded(), newClerk('lan')];
    const child = startWorker(errandAt({ ...place, pagesMax: 40 }, clerk));
    await saysThat(child, /^waits \d+ StoreFull$/);
    await stopped(child, clerk);
    const before = clerk.acknowledged.size;
    expect(before).toBeGreaterThan(10);
    const next = startWorker(errandAt(place, clerk));
    await goesOn(next, 20);
    await stopped(next, clerk);
    expect(clerk.acknowledged.size).toBeGreaterThan(before);
    expect(await verdictOn(place, clerk)).toEqual({ violations: [], behind: 0 });
  }, 600_000);

  it('shows a command side that acknowledges before it has tried', async () => {
    const [place, clerk] = [embedded(), newClerk('lan')];
    const child = startWorker(errandAt({ ...place, pagesMax: 40 }, clerk, { fault: 'acknowledges-early' }));
    await saysThat(child, /^waits \d+ StoreFull$/);
    await stopped(child, clerk);
    expect((await verdictOn(place, clerk)).violations).not.toEqual([]);
  }, 600_000);
});

if (disk === undefined) {
  describe('a server whose disk is full', () => it.todo('is not tried here, because no file system can be mounted (it takes root on Linux)'));
} else {
  describe('a server whose disk is full', () => {
    it('answers commands 507 and questions 200, and records the same commands once there is room', async () => {
      expect((await run(['init', 'binh-duong', '--data-dir', folder])).code).toBe(0);
      const server = await serve(folder);
      const recruit = async (n: number): Promise<number> => {
        const headers = { 'content-type': 'application/json', 'parity-actor': 'chi.lan', 'parity-role': 'clerk', 'idempotency-key': `full-${n}` };
        const decision = { issuer: 'SNV', symbol: 'QĐ-SNV', number: n + 1, signedOn: '2018-02-26' };
        const body = JSON.stringify({ unit: 'SNV.TCBC', category: 'cong-chuc', position: 'chuyen-vien', name: `Số ${n}`, gender: 'female', birthDate: '1990', decision, effectiveOn: '2018-03-01' });
        const response = await fetch(`${server.address}/api/v1/officials/recruit`, { method: 'POST', headers, body });
        await response.text();
        return response.status;
      };
      const status = async (path: string): Promise<number> => (await fetch(`${server.address}${path}`)).status;
      disk.fill(64 * 1_024);
      const statuses: number[] = [];
      while (statuses.at(-1) !== 507 && statuses.length < 2_000) statuses.push(await recruit(statuses.length));
      expect([...new Set(statuses)].toSorted()).toEqual([201, 507]);
      expect(await status('/api/v1/indicators?trueOn=2018-12-31')).toBe(200);
      disk.free();
      for (let n = 0; n < statuses.length; n += 1) expect(await recruit(n)).toBe(201);
      server.signal('SIGTERM');
      expect((await server.ended).code).toBe(0);
      const answered = await run(['reconcile', '--data-dir', folder]);
      expect([answered.code, answered.out]).toEqual([0, expect.stringMatching(/^0 differences/m)]);
    }, 600_000);
  });
}
