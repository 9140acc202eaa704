import { keptMongodFile } from '../../libs/mongodb/own-mongod.bench.js';
import { mongodFile } from './mongod-file.mjs';

describe('getting a mongod for tests', () => {
  it('puts it where they look for it', () => expect(mongodFile()).toBe(keptMongodFile()));
});
