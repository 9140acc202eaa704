import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const retryMs = 250;

/** A local name that the system itself gives back when its holder dies, so no lock is ever left behind. macOS has only names in the file system. */
const nameFor = (root) => {
  const name = `parity-${createHash('sha256').update(root).digest('hex').slice(0, 24)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return process.platform === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.sock`);
};

const listen = (path) =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen({ path }, () => resolve(server));
  });

/** On macOS a name outlives a killed holder: one that nobody answers on is removed. */
const removeAbandoned = async (path) => {
  if (process.platform === 'win32' || path.startsWith('\0')) return;
  const { connect } = await import('node:net');
  await new Promise((resolve) => {
    const socket = connect({ path });
    socket.once('connect', () => resolve(socket.destroy()));
    socket.once('error', ({ code }) => resolve(code === 'ECONNREFUSED' && rmSync(path, { force: true })));
  });
};

/** Runs `work` while no other bootstrap of this folder installs or builds; `onWait` is called once when another one does. */
export const asTheOnlyOne = async (root, onWait, work) => {
  const path = nameFor(root);
  let server;
  for (let attempt = 0; server === undefined; attempt += 1) {
    try {
      server = await listen(path);
    } catch (error) {
      if (error.code !== 'EADDRINUSE') throw error;
      if (attempt === 0) onWait();
      await removeAbandoned(path);
      await pause(retryMs);
    }
  }
  try {
    return await work();
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
};
