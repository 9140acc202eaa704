import { connectionStringOf, UnfitServerAddress } from './server-address.js';

const own = { username: 'parity', password: 'of its own' };

describe('reaching an EventStoreDB server', () => {
  it.each([
    ['a plain address as it is', { url: 'esdb://localhost:2113?tls=false' }, 'esdb://localhost:2113?tls=false&nodePreference=leader'],
    ['a cluster', { url: 'esdb://a:1,b:2,c:3?tls=true' }, 'esdb://a:1,b:2,c:3?tls=true&nodePreference=leader'],
    ['a name that leads to a cluster', { url: 'esdb+discover://cluster.local' }, 'esdb+discover://cluster.local?nodePreference=leader'],
    ['the preference that is stated', { url: 'esdb://a:1?nodePreference=follower' }, 'esdb://a:1?nodePreference=follower'],
    ['credentials of the address', { url: 'esdb://ann:a%40b@a:1' }, 'esdb://ann:a%40b@a:1?nodePreference=leader'],
    ['credentials given apart, with any characters', { url: 'esdb://ann:x@a:1', credentials: { username: 'parity', password: 'p:@/?&%é' } }, 'esdb://parity:p%3A%40%2F%3F%26%25%C3%A9@a:1?nodePreference=leader'],
    ['a file of the authority', { url: 'esdb://a:1', ca: 'certs/ca one.pem' }, 'esdb://a:1?tlsCAFile=certs%2Fca%20one.pem&nodePreference=leader'],
  ])('takes %s', (_, options, expected) => {
    expect(connectionStringOf(options)).toBe(expected);
  });
  it.each([['http://localhost:2113'], ['esdb://'], ['esdb://ann@localhost'], ['']])('refuses %j, which is no address', (url) => {
    expect(() => connectionStringOf({ url })).toThrow(UnfitServerAddress);
  });

  describe('in production', () => {
    const tls = 'esdb://store.local:2113?tls=true';
    const plain = 'esdb://store.local:2113?tls=false';
    it.each([
      ['TLS and credentials of its own', { url: tls, credentials: own }],
      ['plaintext where that was allowed', { url: plain, allowsPlaintext: true }],
    ])('takes %s', (_, options) => {
      expect(connectionStringOf({ ...options, production: true })).toContain('store.local');
    });
    it.each([
      ['the password every server is delivered with', { url: tls, credentials: { username: 'admin', password: 'changeit' } }, /password it is delivered with/],
      ['that password in the address', { url: 'esdb://admin:changeit@store.local:2113' }, /password it is delivered with/],
      ['that password in plaintext that was allowed', { url: 'esdb://admin:changeit@store.local:2113?tls=false', allowsPlaintext: true }, /password it is delivered with/],
      ['no TLS', { url: plain, credentials: own }, /without TLS/],
      ['no credentials', { url: tls }, /without credentials/],
    ])('refuses %s', (_, options, reason) => {
      expect(() => connectionStringOf({ ...options, production: true })).toThrow(reason);
      expect(() => connectionStringOf(options)).not.toThrow();
    });
  });
});
