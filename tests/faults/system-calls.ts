import { spawnSync } from 'node:child_process';

/** Why the system calls of a process cannot be made to fail here; undefined where they can. */
export const whyNoInjection = (): string | undefined => {
  if (process.platform !== 'linux') return 'strace is Linux only';
  const { error, status, stderr } = spawnSync('strace', ['-f', '-e', 'trace=none', '-o', '/dev/null', '--', process.execPath, '-e', '0'], { encoding: 'utf8' });
  if (error) return 'strace is not installed (apt-get install strace)';
  return status === 0 ? undefined : `strace may not trace here (containers: --cap-add SYS_PTRACE): ${stderr.trim().split('\n')[0] ?? ''}`;
};

/** `when`: which call of the process is hit, counted from 1. */
export type Injection = { readonly calls: string; readonly effect: 'signal=SIGKILL' | 'error=EIO' | 'error=ENOSPC'; readonly when: number };

/** A command line for `startChild` that lets one system call on these files fail, or ends the process at it. `report`: where strace writes what it saw. */
export const injecting = ({ calls, effect, when }: Injection, files: readonly string[], report: string): string => {
  const quoted = files.map((file) => `-P '${file}'`).join(' ');
  // Not with --seccomp-bpf: strace 6.1 then injects no signals, and says nothing of it.
  return `exec strace -f -o '${report}' ${quoted} -e trace=${calls} -e inject=${calls}:${effect}:when=${when} -- "$@"`;
};

/** Whether the injected call came at all: a run without it was clean, and there is nothing left to hit. */
export const wasHit = (report: string): boolean => /\(INJECTED\)|killed by SIGKILL/.test(report);
