import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeEventStore } from '../event-store.contract.js';
import { openEmbeddedEventStore } from './embedded-event-store.js';

const directory = mkdtempSync(join(tmpdir(), 'parity-events-'));
afterAll(() => rmSync(directory, { recursive: true }));

let opened = 0;
describeEventStore('embedded', async () => {
  opened += 1;
  const file = join(directory, `${opened}.db`);
  const open = () => openEmbeddedEventStore({ file, pollMs: 5 });
  return { store: await open(), reopen: open, openSecond: open };
});
