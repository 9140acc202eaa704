import { runProcess } from '../process/run-process.js';
import { openProjectorProcess } from './projector.js';

await runProcess('projector', 'folds the event log into the documents that answers are made of', openProjectorProcess);
