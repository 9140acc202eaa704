import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEventLog } from './event-log.js';
import type { ProposedEvent } from './recorded-event.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'double-'));
  path = join(folder, 'log');
});
afterEach(() => rmSync(folder, { recursive: true }));
const event = (id: string): ProposedEvent => ({ id, type: 'X', isJson: true, data: Buffer.from('{"a":1}'), metadata: new Uint8Array() });

describe('keeping the log in a file', () => {
  it('finds everything where it was', () => {
    const log = openEventLog(path);
    log.append('a', 'no-stream', [event('1'), event('2')]);
    log.softDelete('a', 'any');
    log.append('a', 'no-stream', [event('3')]);
    log.close();
    const again = openEventLog(path);
    expect(again.events.map(({ position, id, revision }) => [position, id, revision])).toEqual(log.events.map(({ position, id, revision }) => [position, id, revision]));
    expect(again.stream('a').map(({ id }) => id)).toEqual(['3']);
    expect(again.append('a', 1n, [event('3')])).toEqual({ kind: 'written', revision: 2n, position: log.events.at(-1)?.position });
    again.close();
  });

  it('drops a write that was not finished', () => {
    const log = openEventLog(path);
    log.append('a', 'no-stream', [event('1')]);
    log.close();
    appendFileSync(path, '[{"s":"a","r":"1"');
    const again = openEventLog(path);
    expect(again.stream('a')).toHaveLength(1);
    again.append('a', 0n, [event('2')]);
    again.close();
    expect(openEventLog(path).stream('a').map(({ id }) => id)).toEqual(['1', '2']);
  });

  it('keeps a backup that was restored', () => {
    const log = openEventLog(path);
    log.append('a', 'no-stream', [event('1')]);
    log.append('a', 0n, [event('2')]);
    log.truncate(log.events.at(-1)?.position ?? 0);
    log.close();
    expect(openEventLog(path).stream('a').map(({ id }) => id)).toEqual(['1']);
  });
});

describe('a restarted server', () => {
  it('no longer knows a repeat that names no place, and still knows one that does', () => {
    const log = openEventLog();
    const first = log.append('a', 'no-stream', [event('1')]);
    expect(log.append('a', 'any', [event('1')])).toEqual(first);
    log.forgetIds();
    expect(log.append('a', 'no-stream', [event('1')])).toEqual(first);
    expect(log.append('a', 'any', [event('1')])).toMatchObject({ revision: 1n });
  });
});
