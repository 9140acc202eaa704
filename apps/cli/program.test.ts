import { run } from './program.js';
import type { Terminal } from './terminal.js';

const ran = async (...args: readonly string[]) => {
  let [out, err] = ['', ''];
  const terminal: Terminal = { environment: {}, isWatched: false, out: (text) => void (out += text), err: (text) => void (err += text) };
  return { code: await run(args, terminal), out, err };
};
const commands = ['serve', 'demo', 'init', 'indicators', 'trends', 'ratios', 'evidence', 'official', 'events', 'replay', 'reconcile', 'projections', 'backup', 'restore', 'copy'];

describe('asking for help', () => {
  it('lists every command and every exit code', async () => {
    const { code, out } = await ran('--help');
    expect(code).toBe(0);
    for (const command of commands) expect(out).toMatch(new RegExp(`^  ${command} `, 'm'));
    for (const exit of [0, 1, 2, 3, 4, 70, 130]) expect(out).toMatch(new RegExp(`^ +${exit}  \\S`, 'm'));
  });
  it.each(commands)('gives examples of %s', async (command) => {
    const { code, out } = await ran(command, '--help');
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`Examples:\\n  parity ${command}`));
  });
  it.each(['data-dir', 'host', 'port', 'province', 'log-level', 'body-max', 'append-queue-max'])('lists the setting %s with its variable', async (name) => {
    const { out } = await ran('serve', '--help');
    expect(out).toContain(`--${name} `);
    expect(out.replaceAll(/\s+/g, ' ')).toContain(`PARITY_${name.toUpperCase().replaceAll('-', '_')}; default`);
  });
});

describe('calling a command wrongly', () => {
  it.each([
    ['an unknown command', ['nonsense'], /nonsense/],
    ['no command', [], /Usage/],
    ['an unknown option', ['indicators', '--colour'], /--colour/],
    ['two formats', ['indicators', '--json', '--csv'], /--csv/],
    ['a unit and a tier', ['indicators', '--unit', 'SNV', '--tier', 'xa'], /--tier/],
    ['a rule set version that is no number', ['indicators', '--rule-set', 'x'], /rule-set/],
    ['a missing reading', ['evidence'], /reading/],
    ['a side that does not exist', ['evidence', 'T4.leaders', '--side', 'left'], /left/],
    ['nobody named', ['official'], /--name/],
    ['a province that is not known', ['init', 'ha-noi'], /ha-noi/],
    ['an actor that is no code', ['init', 'binh-duong', '--actor', 'a b'], /--actor/],
    ['a size that does not exist', ['demo', '--size', 'huge'], /huge/],
    ['a seed below nought', ['demo', '--seed', '-1'], /seed/],
    ['a port that is none', ['serve', '--port', '99999'], /--port="99999"/],
    ['an address that others reach', ['serve', '--host', '0.0.0.0'], /--host="0.0.0.0".*--tokens-file/],
    ['an address that is none', ['indicators', '--url', 'here'], /--url="here"/],
    ['a copy from nowhere', ['copy', '--to', 'data/copy'], /--from/],
    ['a copy onto itself', ['copy', '--from', 'data/a', '--to', 'data/./a'], /the same log/],
    ['a backup to nowhere', ['backup'], /--to/],
    ['a moment that is none', ['replay', '--up-to', 'yesterday'], /yesterday/],
    ['a token that is not there', ['indicators', '--url', 'http://127.0.0.1:9', '--token-file', 'there-is-none'], /--token-file="there-is-none" cannot be read \(ENOENT\)/],
    ['a server to replay', ['replay', '--url', 'http://127.0.0.1:1'], /--url/],
  ])('%s ends with 2 and says what is wrong', async (_, args, expected) => {
    const { code, out, err } = await ran(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(expected);
  });
});

describe('looking where there is nothing', () => {
  it.each([['indicators'], ['replay'], ['reconcile'], ['events']])('%s ends with 3, names the directory and says how to make one', async (command) => {
    const { code, err } = await ran(command, '--data-dir', 'data/there-is-none');
    expect(code).toBe(3);
    expect(err).toMatch(/there-is-none holds no registry: make one with `parity init binh-duong`/);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
  it('a server that is not there ends with 3', async () => {
    const { code, err } = await ran('indicators', '--url', 'http://127.0.0.1:9');
    expect(code).toBe(3);
    expect(err).toContain('http://127.0.0.1:9 cannot be reached');
  });
});
