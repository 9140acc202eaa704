import { DatabaseSync } from 'node:sqlite';

/** Holds a file's write lock as a program that hangs does. */
export const holdingLock = async (file: string, work: () => Promise<void>): Promise<void> => {
  const holder = new DatabaseSync(file, { timeout: 5_000 });
  holder.exec('BEGIN IMMEDIATE');
  await work();
  holder.exec('ROLLBACK');
  holder.close();
};
