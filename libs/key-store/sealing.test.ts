import fc from 'fast-check';
import { hmac, openFields, SealBroken, sealFields } from './sealing.js';

const key = new Uint8Array(32).fill(7);
const iv = new Uint8Array(12).fill(1);
const lan = 'official-lan';
const context = 'official-lan|3';
const fields = { name: 'Nguyễn Thị Lan', birthDate: '1978-02-11' };
const sealed = sealFields(key, lan, context, fields, iv);

describe('sealing the fields of a person', () => {
  it('gives them back under the same key at the same place', () => expect(openFields(key, context, sealed)).toEqual(fields));
  it('names the person and the fields, and shows none of their texts', () => {
    expect(sealed).toMatchObject({ kid: lan, alg: 'A256GCM', fields: ['birthDate', 'name'] });
    expect(JSON.stringify(sealed)).not.toContain('Lan"');
    expect(Buffer.from(sealed.ct, 'base64url').toString('utf8')).not.toContain('1978');
  });
  it('gives back any texts', () =>
    fc.assert(fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ unit: 'grapheme' })), (texts) =>
      expect(openFields(key, context, sealFields(key, lan, context, texts, iv))).toEqual({ ...texts }))));

  it.each([
    ['with another key', () => openFields(new Uint8Array(32).fill(8), context, sealed)],
    ['at another revision', () => openFields(key, 'official-lan|4', sealed)],
    ['as another person’s', () => openFields(key, context, { ...sealed, kid: 'official-hoa' })],
    ['under other field names', () => openFields(key, context, { ...sealed, fields: ['name', 'birthDate'] })],
    ['with one altered character', () => openFields(key, context, { ...sealed, ct: `${sealed.ct.startsWith('A') ? 'B' : 'A'}${sealed.ct.slice(1)}` })],
    ['with a shortened tag', () => openFields(key, context, { ...sealed, tag: sealed.tag.slice(0, 6) })],
  ])('does not open %s', (_, opening) => expect(opening).toThrow(SealBroken));
  it('refuses an initialisation vector of another length', () => expect(() => sealFields(key, lan, context, fields, new Uint8Array(16))).toThrow(RangeError));
});

describe('looking up by HMAC', () => {
  it('is HMAC-SHA-256 (RFC 4231, case 2) in base64url', () =>
    expect(hmac(Buffer.from('Jefe'), 'what do ya want for nothing?')).toBe(
      Buffer.from('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843', 'hex').toString('base64url')));
});
