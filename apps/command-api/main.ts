import { runProcess } from '../process/run-process.js';
import { openCommandApi } from './command-api.js';

await runProcess('command-api', 'records decisions as events', openCommandApi);
