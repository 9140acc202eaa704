import { describeOnMongod } from '../../mongodb/mongod.fixtures.js';
import { readStoreContract } from '../read-store.contract.js';
import { openMongoReadStore } from './mongo-read-store.js';

describeOnMongod('a read store on MongoDB', (server) => {
  let place: { readonly url: string; readonly database: string };
  readStoreContract({
    open: () => openMongoReadStore((place = { url: server().url, database: server().freshDatabase() })),
    reopen: async (store) => {
      await store.close();
      return openMongoReadStore(place);
    },
  });
});
