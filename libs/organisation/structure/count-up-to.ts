/** How many of ascending values are `last` or before it. */
export const countUpTo = <Value extends number | string>(ascending: readonly Value[], last: Value): number => {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? last) <= last) low = middle + 1;
    else high = middle;
  }
  return low;
};
