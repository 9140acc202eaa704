import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where `get-mongod.mjs` puts the server and tests look for it: outside `node_modules`, which an installation empties. */
export const mongodFile = () => join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'parity', 'mongod-6.0.5', 'mongod');
