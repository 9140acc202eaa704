import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file system in memory of so many bytes, mounted on an empty folder. */
export type SmallDisk = {
  /** Takes the space away that is left, all but `leftBytes`. */
  fill(leftBytes: number): void;
  /** Gives it back. */
  free(): void;
  unmount(): void;
};

/** Undefined where this process may not mount (it takes root). */
export const mountSmallDisk = (folder: string, bytes: number): SmallDisk | undefined => {
  if (process.platform !== 'linux' || spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'none', folder]).status !== 0) return undefined;
  const filler = join(folder, 'filler');
  return {
    fill: (leftBytes) => {
      const free = Number(spawnSync('df', ['--output=avail', '-B1', folder], { encoding: 'utf8' }).stdout.split('\n')[1]);
      writeFileSync(filler, Buffer.alloc(Math.max(0, free - leftBytes)));
    },
    free: () => rmSync(filler, { force: true }),
    unmount: () => void spawnSync('umount', ['-l', folder]),
  };
};
