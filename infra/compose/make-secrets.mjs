// Makes what docker-compose.yml needs and nobody else should know, once: what is there stays as it is. Plain JavaScript for any Node from 20.19 on.
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder = 'secrets'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true, mode: 0o700 });
chmodSync(folder, 0o700);

/** Containers read the files as users of their own, so the folder keeps others of this machine out. */
const keep = (name, make) => {
  const file = join(folder, name);
  if (existsSync(file)) return readFileSync(file);
  const content = make();
  writeFileSync(file, content, { mode: 0o444, flag: 'wx' });
  process.stdout.write(`made ${file}\n`);
  return Buffer.from(content);
};

for (const name of ['event-store-password', 'event-store-ops-password', 'mongodb-root-password', 'read-store-password', 'key-store-password', 'grafana-password'])
  keep(name, () => randomBytes(24).toString('base64url'));
keep('key-store-wrapping-key', () => randomBytes(32));

const callers = [
  { name: 'clerks', file: 'clerks-token', scopes: ['command', 'query'] },
  { name: 'operators', file: 'operators-token', scopes: ['query', 'operate', 'metrics'] },
  { name: 'prometheus', file: 'metrics-token', scopes: ['metrics'] },
];
const tokens = callers.map(({ name, file, scopes }) => {
  const token = keep(file, () => `parity_${name}_${randomBytes(32).toString('base64url')}`).toString('utf8').trim();
  return { name, sha256: createHash('sha256').update(token).digest('hex'), scopes };
});
keep('tokens.json', () => `${JSON.stringify({ tokens }, null, 2)}\n`);
