// Run by mongosh: makes the replica set and two users, each of its own database. Run again, it sets their passwords anew and changes nothing else.
/* global Mongo, print, quit, require, sleep */
const { readFileSync } = require('node:fs');
const secret = (file) => readFileSync(file, 'utf8').trim();
const members = [{ _id: 0, host: 'mongodb:27017' }];

const connection = new Mongo('mongodb://mongodb:27017/?directConnection=true');
const admin = connection.getDB('admin');
admin.auth('root', secret('/run/secrets/mongodb-root-password'));
try {
  admin.adminCommand({ replSetGetStatus: 1 });
} catch (error) {
  if (error.codeName !== 'NotYetInitialized') throw error;
  admin.adminCommand({ replSetInitiate: { _id: 'parity', members } });
}
for (let waitedMs = 0; !admin.hello().isWritablePrimary; waitedMs += 200) {
  if (waitedMs > 60_000) {
    print('no primary was elected within a minute');
    quit(1);
  }
  sleep(200);
}
for (const { user, database, passwordFile, roles } of JSON.parse(readFileSync('/users.json', 'utf8'))) {
  const owner = connection.getDB(database);
  const is = { pwd: secret(passwordFile), roles: roles.map((role) => ({ role, db: database })) };
  if (owner.getUser(user)) owner.updateUser(user, is);
  else owner.createUser({ user, ...is });
}
print('the replica set and its users are there');
