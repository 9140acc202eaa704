import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const forwarded = process.platform === 'win32' ? ['SIGINT', 'SIGTERM'] : ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** At a terminal Ctrl-C reaches the whole process group by itself; sent on as well, it would arrive twice and read as "at once". */
const isAtTerminal = () => Boolean(process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY);

/**
 * Runs a program to its end, passing on the signals that this process gets; nothing outlives it. A `breakable` one is killed instead: what it
 * leaves half done is done again from the start.
 * @returns exit code, signal (of the child, or one that this process got meanwhile) and, when piped, its output.
 */
export const runChild = (file, args, { breakable = false, ...options } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: 'inherit', windowsHide: true, ...options });
    let received;
    const passOn = (signal) => {
      received = signal;
      if (breakable) child.kill('SIGKILL');
      else if (signal !== 'SIGINT' || !isAtTerminal()) child.kill(signal);
    };
    for (const signal of forwarded) process.on(signal, passOn);
    const release = () => forwarded.forEach((signal) => process.off(signal, passOn));
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (output = (output + text).slice(-65_536)));
    child.once('error', (error) => {
      release();
      reject(error);
    });
    child.once('close', (code, signal) => {
      release();
      resolve({ code, signal: received ?? signal, output });
    });
  });

/** Ends as the child ended: with its code, or by the signal that ended it, so that npm and shells see an interruption and not a failure. */
export const endAs = ({ code, signal }) => {
  const number = signal ? constants.signals[signal] : 0;
  const wasInterrupted = signal && (code === null || code === 128 + number);
  if (!wasInterrupted || process.platform === 'win32') return process.exit(code ?? 128 + number);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
  // The signal ends the process before this does, unless the system ignores it.
  return setTimeout(() => process.exit(128 + number), 100);
};

/** Work was interrupted by a signal: not a failure to report. */
export class Interrupted extends Error {
  name = 'Interrupted';
  constructor(ended) {
    super(`interrupted by ${ended.signal}`);
    this.ended = { code: null, signal: ended.signal };
  }
}

/** Something that the reader can act on: said in one line, without a stack. */
export class Refused extends Error {
  name = 'Refused';
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
