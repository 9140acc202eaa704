import { createHash } from 'node:crypto';
import { commandIdOf, madeIdOf, openedStreamOf } from './command-identity.js';
import type { Sha1 } from './ports.js';

const sha1: Sha1 = (parts) => {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const recruit = { actor: 'so-noi-vu.lan', context: 'officials', operation: 'recruit', target: '', key: '1' };

describe('deriving ids from a command', () => {
  it('gives the same command the same id', () => expect(commandIdOf(sha1, { ...recruit })).toBe(commandIdOf(sha1, recruit)));
  it.each([['actor', 'b'], ['context', 'training'], ['operation', 'retire'], ['target', 'x'], ['key', '2']])('tells commands apart by %s', (field, other) =>
    expect(commandIdOf(sha1, { ...recruit, [field]: other })).not.toBe(commandIdOf(sha1, recruit)));
  it('is the UUIDv5 of its parts, one a line', () => expect(commandIdOf(sha1, recruit)).toBe('0a146104-a04a-5c63-8ae1-0f51dd634445'));
  it('keeps the stream and each part apart', () => {
    const command = commandIdOf(sha1, recruit);
    expect(new Set([command, openedStreamOf(sha1, command), madeIdOf(sha1, command, 0), madeIdOf(sha1, command, 1)]).size).toBe(4);
  });
});
