import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { failureLine, leaveNothingBehind, newFolder, run, serve, start } from './parity-process.js';

leaveNothingBehind();

const folder = newFolder();
const here = ['--data-dir', folder];
const record = (...more: readonly string[]) => run(['demo', '--size', 'test', '--seed', '7', '--port', '0', '--no-serve', ...here, ...more]);
beforeAll(async () => expect((await record()).code).toBe(0), 60_000);

type Indicators = { readonly moment: { readonly head: number }; readonly figures: readonly { readonly reading: string; readonly numerator: number; readonly denominator: number; readonly share: string }[] };
const indicators = async (...more: readonly string[]): Promise<Indicators> => JSON.parse((await run(['indicators', '--json', ...here, ...more])).out);

describe('running the demo', () => {
  it('shows the five targets at each year end with their trend, says that it is a sample, and serves until Ctrl-C', async () => {
    const demo = start(['demo', '--size', 'test', '--seed', '7', '--port', '0', ...here]);
    const [, address = ''] = await demo.said(/tại (http:\S+),/);
    await demo.said(/curl 'http/);
    const answer: unknown = await (await fetch(`${address}/api/v1/indicators`)).json();
    demo.signal('SIGINT');
    const { code, out, err } = await demo.ended;
    expect(code).toBe(0);
    for (const year of [2016, 2017, 2018, 2019, 2020]) for (const target of ['T1', 'T2', 'T3', 'T4', 'T5']) expect(out).toMatch(new RegExp(`│ ${year} +│ ${target} `));
    expect(out).toMatch(/T4\.leaders .*31\/12|31\/12\/2016.*31\/12\/2020/);
    expect(out).toContain('DỮ LIỆU MẪU (cỡ test, hạt giống 7): hôm nay là 31/12/2020');
    expect(out).toContain(`${address}/api/docs`);
    expect(err).toMatch(/Ghi Bình Dương.*: xong sau \d+,\d s/);
    expect(answer).toMatchObject({ moment: { today: '2020-12-31', sample: { size: 'test', seed: 7 } } });
  }, 60_000);
  it('records nothing when run again', async () => {
    const { moment } = await indicators();
    expect((await record()).code).toBe(0);
    expect((await indicators()).moment.head).toBe(moment.head);
  }, 60_000);
  it.each([[['--seed', '8']], [['--size', 'demo']]])('refuses %j on the same directory and records nothing', async (other) => {
    const { moment } = await indicators();
    const ended = await record(...other);
    expect(ended.code).toBe(1);
    expect(failureLine(ended)).toMatch(/holds the sample of size test and seed 7; give another directory with --data-dir/);
    expect((await indicators()).moment.head).toBe(moment.head);
  });
  it.each(['SIGINT', 'SIGKILL'] as const)('goes on where %s interrupted it, to the same numbers', async (signal) => {
    const other = newFolder();
    const demo = start(['demo', '--size', 'test', '--seed', '7', '--port', '0', '--no-serve', '--data-dir', other]);
    await demo.said(/Ghi Bình Dương/);
    await new Promise((resolve) => setTimeout(resolve, 150));
    demo.signal(signal);
    const interrupted = await demo.ended;
    expect(signal === 'SIGKILL' ? interrupted.signal : interrupted.code).toBe(signal === 'SIGKILL' ? 'SIGKILL' : 130);
    const resumed = await run(['demo', '--size', 'test', '--seed', '7', '--port', '0', '--no-serve', '--data-dir', other]);
    expect(resumed.code).toBe(0);
    const [one, two] = [await indicators('--true-on', '2019-12-31'), await indicators('--true-on', '2019-12-31', '--data-dir', other)];
    expect(two.figures).toEqual(one.figures);
    expect(two.moment.head).toBe(one.moment.head);
  }, 60_000);
});

describe('reading from the command line', () => {
  it('gives the same numbers as table, JSON and CSV, with or without a server', async () => {
    const asked = ['--true-on', '2019-12-31'];
    const json = await indicators(...asked);
    const leaders = json.figures.find(({ reading }) => reading === 'T4.leaders');
    const csv = (await run(['indicators', '--csv', ...here, ...asked])).out;
    expect(csv.split('\r\n')[0]).toBe('target,reading,name,percent,numerator,denominator,share,verdict,needed');
    expect(csv).toMatch(new RegExp(`^T4,T4\\.leaders,[^\\r]*,30,${leaders?.numerator},${leaders?.denominator},${leaders?.share.replace('.', '\\.')},`, 'm'));
    const table = (await run(['indicators', ...here, ...asked])).out;
    expect(table).toMatch(new RegExp(`T4\\.leaders \\*.* ${leaders?.numerator} │ +${leaders?.denominator} │ +${leaders?.share.replace('.', ',')}%`));

    const server = await serve(folder);
    expect(await indicators(...asked)).toEqual(json);
    server.signal('SIGTERM');
    await server.ended;
  }, 60_000);
  it('writes to no file of the registry', async () => {
    const files = ['events.db', 'read.db', 'keys.db', 'keys.db.kek'].map((name) => join(folder, name));
    const before = files.map((file) => readFileSync(file));
    for (const command of [['trends'], ['ratios', '--by', 'tier'], ['evidence', 'T4.leaders'], ['official', '--unit', 'SNV'], ['events'], ['replay'], ['projections']])
      expect((await run([...command, ...here])).code).toBe(0);
    expect(files.map((file) => readFileSync(file))).toEqual(before);
  }, 60_000);
  it('tells the list behind a number, exactly as long as the number', async () => {
    const leaders = (await indicators()).figures.find(({ reading }) => reading === 'T4.leaders');
    const lines = (await run(['evidence', 'T4.leaders', '--side', 'denominator', '--limit', '10000', '--csv', ...here])).out.trim().split('\r\n').slice(1);
    expect(new Set(lines.map((line) => line.split(',')[0])).size).toBe(leaders?.denominator);
  });
  it('gives the same figures from the events alone, as known at any index', async () => {
    const { moment } = await indicators();
    const index = String(Math.floor(moment.head * 0.7));
    const asked = ['--true-on', '2018-12-31', '--csv', ...here];
    const replayed = await run(['replay', '--up-to', index, ...asked]);
    expect(replayed.out).toBe((await run(['indicators', '--known-at', index, ...asked])).out);
    expect(replayed.out).not.toBe((await run(['replay', ...asked])).out);
  });
});

describe('reconciling the read side with the events', () => {
  it('finds 0 differences at every year end, as known now and earlier', async () => {
    const { moment } = await indicators();
    const now = await run(['reconcile', ...here]);
    expect(now.out).toMatch(/^0 differences in [\d.]{5,} numbers/m);
    expect(now.code).toBe(0);
    const earlier = await run(['reconcile', '--known-at', String(Math.floor(moment.head / 2)), '--known-at', '2018-12-31T17:00:00+07:00', '--true-on', '2018-06-30', ...here]);
    expect(earlier.out).toMatch(/^0 differences/m);
    expect(earlier.code).toBe(0);
  }, 60_000);
  it('reports each number that a changed document changes, and ends with 1', async () => {
    const damaged = newFolder();
    expect((await record('--data-dir', damaged)).code).toBe(0);
    const database = new DatabaseSync(join(damaged, 'read.db'));
    const [table] = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE '%ledger%entries%'").all();
    const name = String(table?.['name']);
    const [held] = database.prepare(`SELECT key, document FROM "${name}" WHERE document LIKE '%"gender":"female"%' ORDER BY key LIMIT 1`).all();
    // One woman, of however many a document holds.
    const document = String(held?.['document']).replace('"gender":"female"', '"gender":"male"');
    const changed = database.prepare(`UPDATE "${name}" SET document = ? WHERE key = ?`).run(document, held?.['key'] ?? null);
    database.close();
    expect(changed.changes).toBe(1);
    const ended = await run(['reconcile', '--data-dir', damaged, '--true-on', '2016-01-31', '--json']);
    expect(ended.code).toBe(1);
    const { differences }: { readonly differences: readonly { readonly of: string; readonly answered: number; readonly replayed: number }[] } = JSON.parse(ended.out);
    const women = differences.filter(({ of }) => of === 'all women');
    expect(women.length).toBeGreaterThan(0);
    for (const { answered, replayed } of women) expect(replayed).toBeGreaterThan(answered);
    expect(women.some(({ answered, replayed }) => replayed - answered === 1)).toBe(true);
  }, 60_000);
});

describe('reading a damaged log', () => {
  it('stops at the event that cannot be read, names it and ends with 4; what was known before it is still told', async () => {
    const damaged = newFolder();
    expect((await record('--data-dir', damaged)).code).toBe(0);
    const database = new DatabaseSync(join(damaged, 'events.db'));
    database.exec(`UPDATE event SET text = replace(text, '"v":1', '"v":2') WHERE idx = 2000`);
    database.close();
    rmSync(join(damaged, 'read.db'));
    const replayed = await run(['replay', '--data-dir', damaged]);
    expect(replayed.code).toBe(4);
    expect(failureLine(replayed)).toMatch(/is no envelope v1$/);
    const answered = await run(['indicators', '--data-dir', damaged]);
    expect(answered.code).toBe(4);
    expect(failureLine(answered)).toMatch(/PROJECTION_STALLED.*#2000/);
    const before = ['--true-on', '2017-12-31', '--csv', '--data-dir', damaged];
    const known = await run(['indicators', '--known-at', '1999', ...before]);
    expect(known.code).toBe(0);
    expect((await run(['replay', '--up-to', '1999', ...before])).out).toBe(known.out);
  }, 60_000);
});
