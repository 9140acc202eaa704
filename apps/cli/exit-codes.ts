import { CommanderError } from 'commander';
import { StoreFull, StoreUnavailable } from '../../libs/event-store/event-store.port.js';
import { UnfitServerAddress } from '../../libs/event-store/eventstoredb/server-address.js';
import { UnknownStoreFormat } from '../../libs/event-store/embedded/log-file.js';
import { KeysPart, OtherWrappingKey } from '../../libs/interchange/copying/copy-keys.js';
import { CopySpoiled, NotAPrefix } from '../../libs/interchange/copying/copy-log.js';
import { CorruptHistory, UnknownEvent } from '../../libs/kernel/errors.js';
import { KeyStoreDamaged, KeyStoreFull, KeyStoreUnavailable } from '../../libs/key-store/key-store.port.js';
import { MongoRefused } from '../../libs/mongodb/driver-failure.js';
import { DirectoryHeld, DirectoryUnusable } from '../../libs/platform/data-directory/data-directory.js';
import { SettingInvalid } from '../../libs/platform/settings/settings.js';
import { ReadStoreUnavailable } from '../../libs/read-store/read-store.port.js';
import { BackupDamaged } from '../standalone/backup/back-up-directory.js';

/** Every way a command ends, for `--help`, docs/reference/exit-codes.md and scripts: codes are never given another meaning. */
export const exitCodes = {
  done: { code: 0, means: 'done; a server was stopped' },
  refused: { code: 1, means: 'refused by a rule, nothing found, or `reconcile` found differences' },
  usage: { code: 2, means: 'an option, argument or setting is wrong' },
  unreachable: { code: 3, means: 'the server, directory, file or port cannot be opened' },
  damaged: { code: 4, means: 'the history is damaged or was written by a newer release' },
  unforeseen: { code: 70, means: 'an error that nobody foresaw' },
  interrupted: { code: 130, means: 'interrupted by Ctrl-C or a signal before it was done' },
} as const;
export type ExitName = keyof typeof exitCodes;

/** A command cannot go on, with the one line that says why. */
export class CommandStopped extends Error {
  override readonly name = 'CommandStopped';
  constructor(readonly exit: ExitName, message: string) {
    super(message);
  }
}

const isSystemError = (error: unknown): error is Error & { readonly code: string } => error instanceof Error && 'code' in error && typeof error.code === 'string';

const systemErrors: { readonly [code: string]: (error: { readonly address?: unknown; readonly port?: unknown; readonly path?: unknown; readonly message: string }) => string } = {
  EADDRINUSE: ({ address, port }) => `${String(address)}:${String(port)} is in use by another program: stop it, or choose another port with --port`,
  EADDRNOTAVAIL: ({ address }) => `this machine has no address ${String(address)}`,
  EACCES: ({ message }) => `not permitted: ${message}`,
  EPERM: ({ message }) => `not permitted: ${message}`,
  ENOSPC: () => 'the disk is full',
  EROFS: ({ path }) => `${String(path)} lies on a file system that is read-only`,
};

const unreachable = [DirectoryHeld, DirectoryUnusable, StoreUnavailable, StoreFull, ReadStoreUnavailable, KeyStoreUnavailable, KeyStoreFull, MongoRefused];
const damaged = [CorruptHistory, UnknownEvent, UnknownStoreFormat, KeyStoreDamaged, BackupDamaged, CopySpoiled];
const wrong = [SettingInvalid, UnfitServerAddress];

/** SQLite's own "damaged" and "no database", of a file that no port speaks for. */
const isDamagedFile = (error: unknown): boolean => error instanceof Error && 'errcode' in error && [11, 26].includes(Number(error.errcode) & 0xff);

export type Ending = { readonly exit: ExitName; /** Absent when everything is said already. */ readonly line?: string };

/** What a thrown error means to whoever called: one line and a code. */
export const endingOf = (error: unknown): Ending => {
  if (error instanceof CommandStopped) return { exit: error.exit, line: error.message };
  // Commander has told the user already.
  if (error instanceof CommanderError) return { exit: error.exitCode === 0 ? 'done' : 'usage' };
  if (error instanceof NotAPrefix || error instanceof KeysPart || error instanceof OtherWrappingKey) return { exit: 'refused', line: error.message };
  if (error instanceof Error && wrong.some((kind) => error instanceof kind)) return { exit: 'usage', line: error.message };
  if (error instanceof Error && unreachable.some((kind) => error instanceof kind)) return { exit: 'unreachable', line: error.message };
  if (error instanceof Error && (isDamagedFile(error) || damaged.some((kind) => error instanceof kind))) return { exit: 'damaged', line: error.message };
  const worded = isSystemError(error) ? systemErrors[error.code] : undefined;
  if (worded && error instanceof Error) return { exit: 'unreachable', line: worded(error) };
  return { exit: 'unforeseen', line: error instanceof Error ? (error.stack ?? error.message) : String(error) };
};
