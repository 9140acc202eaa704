import { parseArgs } from 'node:util';
import { openEventStoreDbDouble, type EventStoreDbDoubleOptions } from './eventstoredb-double.js';

/**
 * The double as a process. Arguments, or the variables in brackets: `--port` (DOUBLE_PORT), `--log-file` (DOUBLE_LOG_FILE),
 * `--user` and `--password` (DOUBLE_USER, DOUBLE_PASSWORD). Prints its url once it listens; SIGKILL it to have it killed.
 */
const { values } = parseArgs({ options: { port: { type: 'string' }, 'log-file': { type: 'string' }, user: { type: 'string' }, password: { type: 'string' } } });
const { env } = process;
const port = Number(values.port ?? env['DOUBLE_PORT'] ?? 0);
const logFile = values['log-file'] ?? env['DOUBLE_LOG_FILE'];
const user = values.user ?? env['DOUBLE_USER'];
const password = values.password ?? env['DOUBLE_PASSWORD'];

const options: EventStoreDbDoubleOptions = { port, ...(logFile ? { logFile } : {}), ...(user && password ? { credentials: { user, password } } : {}) };
const double = await openEventStoreDbDouble(options);
process.stdout.write(`${double.url}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void double.close().then(() => process.exit(0)));
