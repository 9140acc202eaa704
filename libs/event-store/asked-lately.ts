/** Asks at most once in so many milliseconds, whoever wants to know; a question that failed is asked again at once. @param now milliseconds that never go back */
export const askedLately = <Answer>(ask: () => Promise<Answer>, keptMs: number, now: () => number): (() => Promise<Answer>) => {
  let kept: { readonly at: number; readonly answer: Promise<Answer> } | undefined;
  return () => {
    if (kept && now() - kept.at < keptMs) return kept.answer;
    const asking = { at: now(), answer: ask() };
    asking.answer.catch(() => {
      if (kept === asking) kept = undefined;
    });
    kept = asking;
    return asking.answer;
  };
};
