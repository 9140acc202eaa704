import 'reflect-metadata';
import { run } from './program.js';
import { processTerminal } from './terminal.js';

// Whoever reads may have enough (`| head`): that is no failure.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });

process.exitCode = await run(process.argv.slice(2), processTerminal);
