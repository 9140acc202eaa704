import { createHash } from 'node:crypto';
import { closeSync, createReadStream, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { openEmbeddedEventStore } from '../../../libs/event-store/embedded/embedded-event-store.js';
import { digestOf, type LogDigest } from '../../../libs/interchange/copying/log-digest.js';
import { copyDatabase, sync } from '../../../libs/platform/data-directory/copy-database.js';
import { DirectoryUnusable, filesOf } from '../../../libs/platform/data-directory/data-directory.js';

/** The list of a backup's files, written when they all are on disk: a folder without it is no backup. */
export const manifestName = 'manifest.json';
const formatVersion = 1;
export type BackedUpFile = { readonly name: string; readonly bytes: number; readonly sha256: string };
export type Manifest = {
  readonly format: typeof formatVersion;
  /** When it was begun, ISO 8601: it holds every event acknowledged before. */
  readonly begunAt: string;
  readonly log: LogDigest;
  readonly files: readonly BackedUpFile[];
};
export type BackupOptions = {
  /** A new folder, or an empty one. */
  readonly to: string;
  /** The key that wraps the keys, too: whoever has the backup can then read every name. */
  readonly withWrappingKey?: boolean;
  readonly nowMs: number;
};

/** The backup, or what is to be backed up, is not what it says. */
export class BackupDamaged extends Error {
  override readonly name = 'BackupDamaged';
}

/**
 * Copies a directory's log and keys as of one moment each, while it is served or not; nothing of it is locked or written. The events come first: a person's key is on
 * disk before their first event is, so that every event in the copy has its key there. Read models are left out, being derived from the events.
 * @throws DirectoryUnusable, BackupDamaged, UnknownStoreFormat, and what the disk throws; what was written until then has no manifest
 */
export const backUpDirectory = async (path: string, { to, withWrappingKey = false, nowMs }: BackupOptions): Promise<Manifest> => {
  const from = filesOf(resolve(path));
  for (const file of [from.events, from.keys]) if (!existsSync(file)) throw new DirectoryUnusable(`${file} is missing: there is nothing whole to back up`);
  const directory = emptyDirectory(to);
  const into = filesOf(directory);
  await copyDatabase(from.events, into.events);
  await copyDatabase(from.keys, into.keys);
  const wrappingKeys = withWrappingKey ? [wrappingKeyOf(from.keys)] : [];
  for (const file of wrappingKeys) await copyWhole(file, join(directory, basename(file)));
  const names = [into.events, into.keys, ...wrappingKeys].map((file) => basename(file));
  const files: BackedUpFile[] = [];
  for (const name of names) files.push(await describeFile(directory, name));
  const manifest: Manifest = { format: formatVersion, begunAt: new Date(nowMs).toISOString(), log: await soundLogIn(into.events), files };
  writeSynced(join(directory, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
};

export const wrappingKeyOf = (keysFile: string): string => `${keysFile}.kek`;

/** An existing folder that holds nothing, or a new one. @throws DirectoryUnusable */
export const emptyDirectory = (path: string): string => {
  const directory = resolve(path);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (readdirSync(directory).length > 0) throw new DirectoryUnusable(`${directory} is not empty: nothing is written over what lies there`);
  return directory;
};

export const copyWhole = async (from: string, to: string): Promise<void> => {
  await copyFile(from, to);
  sync(to);
};

const writeSynced = (file: string, text: string): void => {
  const handle = openSync(`${file}.part`, 'wx', 0o600);
  writeSync(handle, text);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(`${file}.part`, file);
};

export const describeFile = async (directory: string, name: string): Promise<BackedUpFile> => {
  const hash = createHash('sha256');
  const file = join(directory, name);
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer); // Without an encoding a stream of a file gives bytes.
  return { name, bytes: statSync(file).size, sha256: hash.digest('hex') };
};

/** Reads every event of a log file. @throws BackupDamaged when SQLite finds it unsound */
export const soundLogIn = async (file: string): Promise<LogDigest> => {
  const store = await openEmbeddedEventStore({ file, readOnly: true });
  try {
    const [damage] = store.findDamage();
    if (damage !== undefined) throw new BackupDamaged(`${file}: ${damage}`);
    return await digestOf(store);
  } finally {
    await store.close();
  }
};

/** @throws BackupDamaged of a folder that is no whole backup */
export const readManifest = (directory: string): Manifest => {
  const file = join(directory, manifestName);
  if (!existsSync(file)) throw new BackupDamaged(`${directory} has no ${manifestName}: it is no backup, or one that was not finished`);
  const manifest: Manifest = JSON.parse(readFileSync(file, 'utf8'));
  if (manifest.format !== formatVersion) throw new BackupDamaged(`${file} is of format ${String(manifest.format)}, and this release reads ${formatVersion}`);
  return manifest;
};
