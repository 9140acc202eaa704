import { chmodSync, writeFileSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { failureLine, leaveNothingBehind, newFolder, run, serve, start } from './parity-process.js';

leaveNothingBehind();

describe('starting the server where it cannot', () => {
  it('names the port that another program has, and ends with 3', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo; // It listens on an address, not on a pipe.
    const folder = newFolder();
    const ended = await run(['serve', '--data-dir', folder, '--port', String(port)]);
    other.close();
    expect(ended.code).toBe(3);
    expect(failureLine(ended)).toBe(`parity: 127.0.0.1:${port} is in use by another program: stop it, or choose another port with --port`);
    expect(existsSync(join(folder, 'holder.json'))).toBe(false);
  });
  it('names a directory that lies under a file, and ends with 3', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'file'), '');
    const ended = await run(['serve', '--data-dir', join(folder, 'file', 'data'), '--port', '0']);
    expect(ended.code).toBe(3);
    expect(failureLine(ended)).toMatch(/data cannot be created or written$/);
  });
  it('names a directory that may not be written, unless the administrator runs it', async () => {
    const folder = newFolder();
    chmodSync(folder, 0o500);
    const running = start(['serve', '--data-dir', folder, '--port', '0']);
    if (process.getuid?.() === 0) {
      await running.said(/API reference/);
      running.signal('SIGTERM');
      expect((await running.ended).code).toBe(0);
    } else expect(failureLine(await running.ended)).toMatch(/cannot be created or written$/);
  });
  it('names the setting that is wrong and where it came from, and ends with 2', async () => {
    const byVariable = await run(['serve'], { PARITY_PORT: 'abc' });
    expect(byVariable.code).toBe(2);
    expect(failureLine(byVariable)).toBe('parity: PARITY_PORT="abc" must be an integer from 0 to 65535');
    const byFlag = await run(['serve', '--host', '0.0.0.0'], { PARITY_HOST: '127.0.0.1' });
    expect(byFlag.code).toBe(2);
    expect(failureLine(byFlag)).toMatch(/^parity: --host="0\.0\.0\.0" is reached from other machines, .* set --tokens-file/);
  });
  it('leaves a file that is no event store as it is, and ends with 4', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'events.db'), 'the minutes of a meeting, and nothing else '.repeat(100));
    const before = readFileSync(join(folder, 'events.db'));
    const ended = await run(['serve', '--data-dir', folder, '--port', '0']);
    expect(ended.code).toBe(4);
    failureLine(ended);
    expect(readFileSync(join(folder, 'events.db'))).toEqual(before);
  });
});

describe('serving an empty directory', () => {
  it('says where, where the reference is and why only this machine reaches it; holds the directory; stops at Ctrl-C with 0', async () => {
    const folder = newFolder();
    const server = await serve(folder);
    await server.said(new RegExp(`API reference: ${server.address}/api/docs`));
    await server.said(/Loopback only/);
    expect((await fetch(`${server.address}/api/openapi.json`)).status).toBe(200);
    const second = await run(['serve', '--data-dir', folder, '--port', '0']);
    expect(second.code).toBe(3);
    expect(failureLine(second)).toBe(`parity: ${folder} is being served by another process (pid ${server.pid}, ${server.address})`);
    server.signal('SIGINT');
    server.signal('SIGINT');
    expect(await server.ended).toMatchObject({ code: 0, signal: null });
    expect(existsSync(join(folder, 'holder.json'))).toBe(false);
    const again = await serve(folder);
    again.signal('SIGTERM');
    expect(await again.ended).toMatchObject({ code: 0, signal: null });
  });
  it('keeps the stores from everyone else on the machine', async () => {
    const folder = join(newFolder(), 'data');
    const server = await serve(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    server.signal('SIGTERM');
    await server.ended;
  });
});

describe('recording the organisation', () => {
  it('records once, again nothing new, through the server as well; after kill -9 everything is there', async () => {
    const folder = newFolder();
    const first = await run(['init', 'binh-duong', '--data-dir', folder, '--json']);
    expect(first.code).toBe(0);
    const done: { readonly recorded: number; readonly before: number; readonly head: number } = JSON.parse(first.out);
    expect(done.recorded).toBeGreaterThan(1_000);
    expect(done).toMatchObject({ before: 0, head: done.recorded - 1 });
    const nothingNew = { recorded: 0, before: done.recorded, head: done.head };
    expect(JSON.parse((await run(['init', 'binh-duong', '--data-dir', folder, '--json'])).out)).toEqual(nothingNew);

    const server = await serve(folder);
    expect(JSON.parse((await run(['init', 'binh-duong', '--data-dir', folder, '--json'])).out)).toEqual(nothingNew);
    server.signal('SIGKILL');
    await server.ended;
    const after = await serve(folder);
    const answered = await run(['indicators', '--data-dir', folder, '--true-on', '2020-12-31', '--json']);
    expect(JSON.parse(answered.out)).toMatchObject({ moment: { head: done.head, sample: null }, ruleSet: { ruleSet: 'plan-3009', version: 1 } });
    after.signal('SIGTERM');
    await after.ended;

    const byAnother = await run(['init', 'binh-duong', '--data-dir', folder, '--actor', 'someone.else']);
    expect(byAnother.code).toBe(1);
    expect(failureLine(byAnother)).toMatch(/^parity: PROVINCE_ALREADY_REGISTERED: /);
  }, 60_000);
  it('is not served once its keys are lost, makes no new ones, and still answers whoever only reads', async () => {
    const folder = newFolder();
    expect((await run(['init', 'binh-duong', '--data-dir', folder])).code).toBe(0);
    const [keys, wrapping] = [readFileSync(join(folder, 'keys.db')), readFileSync(join(folder, 'keys.db.kek'))];
    for (const lost of [['keys.db', 'keys.db.kek'], ['keys.db'], ['keys.db.kek']]) {
      for (const name of lost) rmSync(join(folder, name));
      for (const refused of [await run(['serve', '--data-dir', folder, '--port', '0']), await run(['init', 'binh-duong', '--data-dir', folder])]) {
        expect(refused.code).toBe(4);
        expect(failureLine(refused)).toMatch(lost.includes('keys.db') ? /no keys\.db: restore keys\.db .* thiếu keys\.db: hãy khôi phục/ : /keys\.db\.kek is missing/);
      }
      for (const name of lost) expect(existsSync(join(folder, name))).toBe(false);
      expect((await run(['indicators', '--data-dir', folder, '--json'])).code).toBe(0);
      writeFileSync(join(folder, 'keys.db'), keys);
      writeFileSync(join(folder, 'keys.db.kek'), wrapping);
    }
    const server = await serve(folder);
    server.signal('SIGTERM');
    expect((await server.ended).code).toBe(0);
  }, 60_000);
});
