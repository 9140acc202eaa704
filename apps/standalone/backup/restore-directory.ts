import { existsSync, renameSync, rmSync, rmdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openEmbeddedKeyStore } from '../../../libs/key-store/embedded/embedded-key-store.js';
import { filesOf } from '../../../libs/platform/data-directory/data-directory.js';
import { BackupDamaged, copyWhole, describeFile, emptyDirectory, readManifest, soundLogIn, wrappingKeyOf, type Manifest } from './back-up-directory.js';

export type RestoreOptions = {
  /** A new folder, or an empty one. */
  readonly to: string;
  /** Where the key that wraps the keys lies, when it was backed up apart. */
  readonly wrappingKey?: string;
};

/**
 * Makes a directory of a backup, whole or not at all: everything is checked against the manifest before and read through after it was copied.
 * @throws BackupDamaged, DirectoryUnusable, KeyStoreDamaged for a wrapping key that does not open the keys, and what the disk throws; the target is left as it was
 */
export const restoreDirectory = async (from: string, { to, wrappingKey }: RestoreOptions): Promise<Manifest> => {
  const source = resolve(from);
  const manifest = readManifest(source);
  for (const stated of manifest.files) await assertAsStated(source, stated);
  const directory = emptyDirectory(to);
  const beside = `${directory}.restoring`;
  rmSync(beside, { recursive: true, force: true });
  emptyDirectory(beside);
  try {
    for (const { name } of manifest.files) await copyWhole(join(source, name), join(beside, name));
    const into = filesOf(beside);
    if (wrappingKey !== undefined) await copyWhole(resolve(wrappingKey), wrappingKeyOf(into.keys));
    const log = await soundLogIn(into.events);
    if (log.count !== manifest.log.count || log.sha256 !== manifest.log.sha256) throw new BackupDamaged(`${source} holds ${log.count} events of digest ${log.sha256}, its manifest says ${manifest.log.count} of ${manifest.log.sha256}`);
    if (existsSync(wrappingKeyOf(into.keys))) await assertKeysOpen(into.keys);
    rmdirSync(directory);
    renameSync(beside, directory);
    return manifest;
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    throw error;
  }
};

const assertAsStated = async (source: string, stated: Manifest['files'][number]): Promise<void> => {
  if (!existsSync(join(source, stated.name))) throw new BackupDamaged(`${stated.name} is missing from ${source}`);
  const found = await describeFile(source, stated.name);
  if (found.bytes !== stated.bytes || found.sha256 !== stated.sha256) throw new BackupDamaged(`${join(source, stated.name)} is not the file that was backed up: its SHA-256 is ${found.sha256}, the manifest says ${stated.sha256}`);
};

/** @throws KeyStoreDamaged */
const assertKeysOpen = async (file: string): Promise<void> => {
  const keys = openEmbeddedKeyStore({ file, readOnly: true });
  try {
    for await (const _ of keys.keys()) break;
  } finally {
    await keys.close();
  }
};
