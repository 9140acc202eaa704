import { describeQueries } from './mongodb-queries.contract.js';

// No fault is injected: it stands in this lane because the full province takes more than a minute.
describeQueries('full');
