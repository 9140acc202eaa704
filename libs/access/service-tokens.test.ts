import { hashOf, tokensText } from './access.fixtures.js';
import { readServiceTokens, TokensUnusable } from './service-tokens.js';

describe('knowing a caller by its token', () => {
  const tokens = readServiceTokens(tokensText({ alpha: ['query', 'metrics'], beta: ['command'] }));
  it.each([['alpha', 'of-alpha', ['query', 'metrics']], ['beta', 'of-beta', ['command']]])('%s is %s', (token, name, scopes) => {
    const caller = tokens.find(token);
    expect([caller?.name, [...(caller?.scopes ?? [])]]).toEqual([name, scopes]);
  });
  it.each(['', 'alph', 'alphaa', 'ALPHA', hashOf('alpha')])('nobody is known by %j', (token) => expect(tokens.find(token)).toBeUndefined());
});

describe('reading a file of tokens', () => {
  const good = { name: 'a', sha256: hashOf('a'), scopes: ['query'] };
  it.each<[string, unknown, RegExp]>([
    ['is no JSON', undefined, /no JSON/],
    ['is a list', [good], /must be/],
    ['holds none', { tokens: [] }, /no token/],
    ['holds the token itself', { tokens: [{ ...good, token: 'secret-token' }] }, /token 1 has a field other/],
    ['names nobody', { tokens: [{ ...good, name: 'Ông A' }] }, /needs a name/],
    ['holds something else than a hash', { tokens: [{ ...good, sha256: 'secret-token' }] }, /needs sha256/],
    ['allows nothing', { tokens: [{ ...good, scopes: [] }] }, /needs scopes/],
    ['allows what there is not', { tokens: [{ ...good, scopes: ['query', 'all'] }] }, /needs scopes/],
    ['names two alike', { tokens: [good, { ...good, sha256: hashOf('b') }] }, /one name/],
    ['gives two one token', { tokens: [good, { ...good, name: 'b' }] }, /one token/],
  ])('one that %s is refused, and what it holds is not shown', (_, file, message) => {
    const read = () => readServiceTokens(file === undefined ? '{secret-token' : JSON.stringify(file));
    expect(read).toThrow(TokensUnusable);
    expect(read).toThrow(message);
    expect(read).not.toThrow(/secret-token/);
  });
});
