import { readFileSync } from 'node:fs';
import { CommanderError } from 'commander';
import { UnknownStoreFormat } from '../../libs/event-store/embedded/log-file.js';
import { StoreFull, StoreUnavailable } from '../../libs/event-store/event-store.port.js';
import { CorruptHistory, UnknownEvent } from '../../libs/kernel/errors.js';
import { KeyStoreDamaged } from '../../libs/key-store/key-store.port.js';
import { DirectoryHeld, DirectoryUnusable } from '../../libs/platform/data-directory/data-directory.js';
import { SettingInvalid } from '../../libs/platform/settings/settings.js';
import { CommandStopped, endingOf, exitCodes } from './exit-codes.js';

const systemError = (code: string, more: object) => Object.assign(new Error(code), { code, ...more });

describe('ending a command', () => {
  it.each([
    ['a command that stopped itself', new CommandStopped('refused', 'no'), 'refused'],
    ['a wrong setting', new SettingInvalid('--port="x" must be an integer'), 'usage'],
    ['a directory that another process serves', new DirectoryHeld('d', undefined), 'unreachable'],
    ['a directory that cannot be written', new DirectoryUnusable('d cannot be created or written'), 'unreachable'],
    ['a busy store', new StoreUnavailable('busy'), 'unreachable'],
    ['a full disk', new StoreFull('full'), 'unreachable'],
    ['a port in use', systemError('EADDRINUSE', { address: '127.0.0.1', port: 3009 }), 'unreachable'],
    ['a damaged log', new CorruptHistory('no act to annul'), 'damaged'],
    ['an event of a newer release', new UnknownEvent('OfficialCloned', 1), 'damaged'],
    ['a file of a newer release', new UnknownStoreFormat('events.db', 9, 'has store format 9'), 'damaged'],
    ['keys that do not open', new KeyStoreDamaged('missing'), 'damaged'],
    ['a file that is no database', Object.assign(new Error('file is not a database'), { errcode: 26 }), 'damaged'],
  ] as const)('says one line of %s', (_, error, exit) => {
    const ending = endingOf(error);
    expect(ending.exit).toBe(exit);
    expect(ending.line?.split('\n')).toHaveLength(1);
  });
  it('names the address and what to do about a port in use', () =>
    expect(endingOf(systemError('EADDRINUSE', { address: '127.0.0.1', port: 3009 })).line).toBe('127.0.0.1:3009 is in use by another program: stop it, or choose another port with --port'));
  it('adds nothing to what the parser has said', () => {
    expect(endingOf(new CommanderError(1, 'commander.unknownOption', 'error'))).toEqual({ exit: 'usage' });
    expect(endingOf(new CommanderError(0, 'commander.helpDisplayed', '(help)'))).toEqual({ exit: 'done' });
  });
  it('shows where an error that nobody foresaw came from', () => {
    const ending = endingOf(new Error('what is this'));
    expect(ending.exit).toBe('unforeseen');
    expect(ending.line).toMatch(/what is this\n +at /);
  });
  it('does not take an unknown system error for a known one', () => expect(endingOf(systemError('EWHAT', {})).exit).toBe('unforeseen'));
  it('has each code once, and the page says them all', () => {
    const page = readFileSync('docs/reference/exit-codes.md', 'utf8');
    const codes = Object.values(exitCodes).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(page).toContain(`| ${code} |`);
  });
});
