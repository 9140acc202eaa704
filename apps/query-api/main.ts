import { runProcess } from '../process/run-process.js';
import { openQueryApi } from './query-api.js';

await runProcess('query-api', 'answers questions about the province from the projected documents', openQueryApi);
