import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The process that serves a directory, as it says itself. */
export type Holder = { readonly pid: number; readonly address: string };

/** A directory that cannot be used, with the one line that says so. */
export class DirectoryUnusable extends Error {
  override readonly name = 'DirectoryUnusable';
}
export class DirectoryHeld extends Error {
  override readonly name = 'DirectoryHeld';
  constructor(readonly directory: string, readonly holder: Holder | undefined) {
    super(`${directory} is being served by another process${holder ? ` (pid ${holder.pid}${holder.address === '' ? '' : `, ${holder.address}`})` : ''}`);
  }
}

/** The files of one registry on one machine. */
export const filesOf = (directory: string) => ({
  events: join(directory, 'events.db'),
  read: join(directory, 'read.db'),
  keys: join(directory, 'keys.db'),
  lock: join(directory, 'lock.db'),
  holder: join(directory, 'holder.json'),
});

/** An absolute path to a directory that exists and can be written. @throws DirectoryUnusable */
export const prepareDirectory = (path: string): string => {
  const directory = resolve(path);
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new DirectoryUnusable(`${directory} cannot be created or written`, { cause });
  }
  return directory;
};

export type DirectoryLock = { readonly directory: string; announce(address: string): void; release(): void };

/** Holds a directory for this process; the operating system lets it go when the process ends, however it ends. @throws DirectoryHeld */
export const lockDirectory = (directory: string): DirectoryLock => {
  const files = filesOf(directory);
  const database = openLock(files.lock, directory);
  const announce = (address: string) => writeFileSync(files.holder, JSON.stringify({ pid: process.pid, address } satisfies Holder), { mode: 0o600 });
  announce('');
  return {
    directory,
    announce,
    release: () => {
      rmSync(files.holder, { force: true });
      database.close();
    },
  };
};

/**
 * Keeps a directory for processes that share it: others may share it too, and none may have it for itself. Nobody is announced: whoever wants an
 * answer names one of the processes. @throws DirectoryHeld
 */
export const shareDirectory = (directory: string): Pick<DirectoryLock, 'directory' | 'release'> => {
  // The command line looks for a holder by taking the lock for a moment.
  const database = openLock(filesOf(directory).lock, directory, { begin: 'BEGIN; SELECT count(*) FROM sqlite_schema', timeout: 1_000 });
  return { directory, release: () => database.close() };
};

const openLock = (file: string, directory: string, { begin, timeout } = { begin: 'BEGIN EXCLUSIVE', timeout: 0 }): DatabaseSync => {
  const database = new DatabaseSync(file, { timeout });
  try {
    database.exec(begin);
    return database;
  } catch (error) {
    database.close();
    if (isBusy(error)) throw new DirectoryHeld(directory, announcedHolder(directory));
    throw error;
  }
};
const sqliteBusy = 5;
const isBusy = (error: unknown): boolean => typeof error === 'object' && error !== null && 'errcode' in error && error.errcode === sqliteBusy;

const announcedHolder = (directory: string): Holder | undefined => {
  try {
    const said: Holder = JSON.parse(readFileSync(filesOf(directory).holder, 'utf8'));
    return said;
  } catch {
    return undefined;
  }
};

/** Who serves a directory now, if anyone: what the lock says, not a file left behind. */
export const findHolder = (path: string): Holder | undefined => {
  const directory = resolve(path);
  if (!existsSync(filesOf(directory).lock)) return undefined;
  try {
    const database = openLock(filesOf(directory).lock, directory);
    database.close();
    return undefined;
  } catch (error) {
    if (error instanceof DirectoryHeld) return error.holder ?? { pid: 0, address: '' };
    // A directory that may only be read is nobody's to serve.
    return undefined;
  }
};
