import type { Key } from '../key-store.port.js';

/** Keys lately unwrapped, each good for `maxMs` after the store was asked for it. When `rememberedMax` are held, all are forgotten. */
export const rememberedFor = (maxMs: number, rememberedMax: number, nowMs = () => performance.now()) => {
  const remembered = new Map<string, { readonly key: Key; readonly askedAtMs: number }>();
  return {
    recall: (person: string): Key | undefined => {
      const held = remembered.get(person);
      return held && nowMs() - held.askedAtMs < maxMs ? held.key : undefined;
    },
    /** `askedAtMs`: when the question left, not when the answer came. */
    remember: (person: string, key: Key, askedAtMs: number): Key => {
      if (remembered.size >= rememberedMax) remembered.clear();
      remembered.set(person, { key, askedAtMs });
      return key;
    },
    forget: (person: string): void => void remembered.delete(person),
  };
};
