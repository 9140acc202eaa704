import { runProcess } from '../process/run-process.js';
import { openNotaryProcess } from './notary-process.js';

await runProcess('notary', 'follows the log and holds its place in it; it signs nothing yet', openNotaryProcess);
