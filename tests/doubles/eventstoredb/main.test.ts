import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from '../../../libs/event-store/embedded/child-process.fixtures.js';
import { all, append, clientOf } from './event-store-client.fixtures.js';

describe('running the double as a process', () => {
  it('prints where it listens, and has its log again after being killed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'double-'));
    const start = async (port: string) => {
      const child = startChild(new URL('main.ts', import.meta.url), ['--log-file', join(folder, 'log'), '--port', port]);
      await child.printed(1);
      return child;
    };
    const first = await start('0');
    const url = first.lines[0] ?? '';
    const client = clientOf(url);
    await append(client, 'a', 3);
    first.process.kill('SIGKILL');
    await first.ended();
    const second = await start(/:(\d+)\?/.exec(url)?.[1] ?? '');
    expect(second.lines[0]).toBe(url);
    const again = clientOf(url);
    expect(await all(again.readStream('a'))).toHaveLength(3);
    await again.dispose();
    await client.dispose();
    second.process.kill('SIGTERM');
    expect((await second.ended()).code).toBe(0);
    rmSync(folder, { recursive: true });
  });
});
