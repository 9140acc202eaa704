import { MongoRefused } from './driver-failure.js';
import { openConnection, hostsOf } from './open-connection.js';
import { openStandaloneMongod } from './mongod.fixtures.js';
import { whyNoOwnMongod } from './own-mongod.bench.js';

const refusalOf = (options: Parameters<typeof openConnection>[0]): Promise<unknown> => openConnection({ selectionTimeoutMs: 300, ...options }).then((connection) => connection.close(), (error: unknown) => error);
const [user, database] = [{ name: 'parity', password: 'Bí-mật-9' }, 'parity-read'];
const withUser = (url: string, password = user.password) => url.replace('mongodb://', `mongodb://${user.name}:${encodeURIComponent(password)}@`);

describe('connecting to MongoDB', () => {
  it.each([
    ['mongodb://parity:b%40d%2F@db1.local:27017,db2.local/parity?replicaSet=rs', 'db1.local:27017,db2.local'],
    ['mongodb+srv://parity:secret@cluster.local/?tls=true', 'cluster.local'],
    ['mongodb://localhost', 'localhost'],
    ['parity:secret@db1', 'db1'],
  ])('tells of %s the hosts alone', (url, hosts) => expect(hostsOf(url)).toBe(hosts));
  it.each([[`mongodb://${user.name}:${user.password}@`], ['mongodb://parity:se/cret@db1:port'], ['parity:secret@db1']])('is refused for the malformed %s without repeating it', async (url) => {
    const refusal = await refusalOf({ url, database });
    expect(refusal).toMatchObject({ code: 'MALFORMED_URL' });
    for (const secret of [user.password, 'secret', 'se/cret']) expect(String(refusal)).not.toContain(secret);
  });
  it('names no credentials when nobody answers', async () => {
    const failure = await refusalOf({ url: withUser('mongodb://127.0.0.1:9/'), database });
    expect(failure).toMatchObject({ name: 'MongoServerSelectionError' });
    expect(String(failure)).not.toMatch(/9@|B%C3|Bí-mật/);
  });

  const absent = whyNoOwnMongod();
  if (absent !== undefined) it.todo(`is refused by servers that cannot serve: not tried, because ${absent}`);
  else {
    it('is refused by a standalone server, with the command that makes it a replica set', async () => {
      const server = await openStandaloneMongod();
      const refusal = await refusalOf({ url: server.url, database }).finally(server.stop);
      expect(refusal).toBeInstanceOf(MongoRefused);
      expect(refusal).toMatchObject({ code: 'NOT_A_REPLICA_SET', message: expect.stringMatching(/--replSet .*rs\.initiate\(\)/) });
    });
    it('is refused with a wrong password, without repeating it, and gets further with the right one', async () => {
      const server = await openStandaloneMongod(user);
      try {
        const refusal = await refusalOf({ url: withUser(server.url, 'wr-ong'), database });
        expect(refusal).toMatchObject({ code: 'AUTHENTICATION_FAILED' });
        expect(String(refusal)).not.toContain('wr-ong');
        expect(await refusalOf({ url: withUser(server.url), database })).toMatchObject({ code: 'NOT_A_REPLICA_SET' });
      } finally {
        await server.stop();
      }
    });
  }
});
