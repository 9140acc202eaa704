const seconds = (sinceMs) => `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;

/** A line of progress on the error stream: rewritten every half second at a terminal, elsewhere once at the start and once at the end. */
export const showProgress = (doing, detail = () => '') => {
  const startedMs = performance.now();
  const isTerminal = Boolean(process.stderr.isTTY);
  const clear = () => isTerminal && process.stderr.write('\r\u001b[2K');
  const draw = () => process.stderr.write(`\r\u001b[2K${doing} … ${seconds(startedMs)}${detail()}`);
  if (!isTerminal) process.stderr.write(`${doing} …\n`);
  const timer = isTerminal ? setInterval(draw, 500) : undefined;
  return {
    done: (what) => {
      clearInterval(timer);
      clear();
      process.stderr.write(`${what} in ${seconds(startedMs)}\n`);
    },
    stop: () => {
      clearInterval(timer);
      clear();
    },
  };
};
