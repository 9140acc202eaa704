/** A JSON line as a person reads it: `10:15:02 warn http answered status=503 …`. What is no such line stays as it is. */
export const humanLine = (line: string): string => {
  const entry = parse(line);
  if (!entry) return line;
  const { time, level, message, process: _, ...fields } = entry;
  const told = Object.entries(fields).map(([name, value]) => `${name}=${String(value)}`);
  return `${[String(time).slice(11, 19), String(level), String(message), ...told].join(' ')}\n`;
};

const parse = (line: string): { readonly [name: string]: unknown } | undefined => {
  try {
    const entry: unknown = JSON.parse(line);
    return typeof entry === 'object' && entry !== null ? { ...entry } : undefined;
  } catch {
    return undefined;
  }
};
