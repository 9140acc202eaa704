import { openEmbeddedKeyStore } from '../../libs/key-store/embedded/embedded-key-store.js';
import { filesOf } from '../../libs/platform/data-directory/data-directory.js';
import { failureLine, leaveNothingBehind, newFolder, run, serve, startMain, type Running } from '../journeys/parity-process.js';
import { getFrom, postTo, untilAnswered } from './asking.js';
import { kinds, type Kind } from './process-set.js';

leaveNothingBehind();

const mainOf = (kind: Kind): string => `dist/apps/${kind}/main.js`;
const startOn = async (folder: string, kind: Kind): Promise<Running & { readonly address: string }> => {
  const running = startMain(mainOf(kind), ['--data-dir', folder, '--port', '0']);
  const [, address = ''] = await running.said(/listens at (\S+)/);
  return { ...running, address };
};
const headers = (key: string) => ({ 'idempotency-key': key, 'parity-actor': 'lan.nt', 'parity-role': 'van-thu' });

describe('several processes on one directory', () => {
  it('start together on an empty one, show what is recorded and forget whose key is destroyed within a second, and keep out who wants it alone', async () => {
    const folder = newFolder();
    const [commands, queries, ...others] = await Promise.all(kinds.map((kind) => startOn(folder, kind)));
    if (!commands || !queries) throw new Error('each kind was started');
    const [post, get] = [postTo([commands.address], 'none'), getFrom(queries.address, 'none')];
    const record = async (path: string, body: object, key: string) => {
      const { status, answer } = await post({ path, body, headers: headers(key) });
      expect([path, status, answer]).toEqual([path, 201, answer]);
      return answer;
    };
    await record('organisation/register-province', { province: 'binh-duong', name: 'Bình Dương', tiers: [{ tier: 'tinh', name: 'Cấp tỉnh' }], unitTypes: [{ unitType: 'so', name: 'Sở' }] }, 'k1');
    await record('organisation/establish-unit', { unit: 'snv', name: 'Sở Nội vụ', unitType: 'so', tier: 'tinh', effectiveOn: '1997-01-01' }, 'k2');
    await record('organisation/define-position', { position: 'chuyen-vien', title: 'Chuyên viên', level: 'L6', block: 'committee', isElected: false }, 'k3');
    const decision = { issuer: 'SNV', symbol: 'QĐ-SNV', number: 1, signedOn: '2020-05-20' };
    const recruited = await record('officials/recruit', { unit: 'snv', category: 'cong-chuc', position: 'chuyen-vien', name: 'Nguyễn Kim Ngân', gender: 'female', birthDate: '1990-02-03', effectiveOn: '2020-06-01', decision }, 'k4');
    const named = () => get('officials?name=kim');
    expect(await untilAnswered(named, ({ body }) => JSON.stringify(body).includes('Kim Ngân'), 5_000)).toBeLessThan(1_000);

    const keys = openEmbeddedKeyStore({ file: filesOf(folder).keys });
    await keys.destroyKey(String(recruited['id']));
    expect(await untilAnswered(named, ({ body }) => !JSON.stringify(body).includes('Kim Ngân'), 5_000)).toBeLessThan(1_000);
    await keys.close();

    const alone = await run(['serve', '--data-dir', folder, '--port', '0']);
    expect([alone.code, failureLine(alone)]).toEqual([3, `parity: ${folder} is being served by another process`]);
    for (const each of [commands, queries, ...others]) each.signal('SIGTERM');
    for (const each of [commands, queries, ...others]) expect((await each.ended).code).toBe(0);

    const server = await serve(folder);
    const shut = await startMain(mainOf('notary'), ['--data-dir', folder, '--port', '0']).ended;
    expect([shut.code, shut.err]).toEqual([3, `notary: ${folder} is being served by another process (pid ${server.pid}, ${server.address})\n`]);
    server.signal('SIGTERM');
    expect((await server.ended).code).toBe(0);
  }, 60_000);
});

describe('starting a process that others could reach', () => {
  it.each(kinds)('%s is refused without service tokens or client certificates', async (kind) => {
    const ended = await startMain(mainOf(kind), ['--host', '0.0.0.0', '--data-dir', newFolder()]).ended;
    expect([ended.code, ended.out, ended.err]).toEqual([2, '', expect.stringMatching(new RegExp(`^${kind}: --host="0\\.0\\.0\\.0" is reached from other machines, .*\\n$`))]);
  });
  it('is refused with a file of tokens that holds a token itself, which is not shown', async () => {
    const ended = await startMain(mainOf('notary'), ['--host', '0.0.0.0', '--data-dir', newFolder(), '--tokens-file', 'package.json']).ended;
    expect([ended.code, ended.err]).toEqual([2, 'notary: --tokens-file="package.json" cannot be used: it must be {"tokens":[…]}\n']);
  });
  it('names a flag that there is not, and shows no value of it', async () => {
    const ended = await startMain(mainOf('command-api'), ['--event-store-password=hidden']).ended;
    expect(ended.code).toBe(2);
    expect(ended.err).not.toContain('hidden');
    expect(ended.err).toMatch(/^command-api: .+\n$/);
  });
});
