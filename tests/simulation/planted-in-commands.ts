import { OutcomeUnknown, RevisionConflict, StoreUnavailable, type Appended, type EventStore, type ExpectedRevision, type NewEvent, type StoredEvent } from '../../libs/event-store/event-store.port.js';
import { sha1 } from '../../libs/commands/recording.js';
import { canonicalJson } from '../../libs/kernel/canonical-json.js';
import { civilDate } from '../../libs/kernel/civil-date.js';
import type { Envelope } from '../../libs/kernel/envelope.js';
import { uuidV5 } from '../../libs/kernel/ids.js';
import type { Position } from '../../libs/kernel/log.js';
import type { Bug } from './bug.js';
import { breaking, type Planted } from './planted.js';

type Append = EventStore['append'];
type Call = readonly [stream: string, expected: ExpectedRevision, events: readonly NewEvent[]];

const appending = (way: (append: Append, call: Call, store: EventStore) => Promise<Appended>): Bug => ({
  commandStore: (store) => ({ ...store, append: (...call) => way(store.append, call, store) }),
});

const rewritten = (event: NewEvent, change: (envelope: Envelope) => Partial<Envelope>): NewEvent => {
  const envelope: Envelope = JSON.parse(event.text);
  const text = canonicalJson({ ...envelope, ...change(envelope) });
  return { ...event, id: uuidV5(sha1, text), text };
};
const movedTo = (events: readonly NewEvent[], first: number): readonly NewEvent[] => events.map((event, at) => rewritten(event, () => ({ revision: first + at })));
const expectedAt = (revision: number): ExpectedRevision => (revision === -1 ? 'none' : revision);

const lastRevision = async (store: EventStore, stream: string): Promise<number> => {
  for await (const page of store.readStream(stream, { direction: 'backwards', limit: 1 })) for (const { revision } of page) return revision;
  return -1;
};

const claimed = (events: readonly NewEvent[], expected: ExpectedRevision, index: number): Appended => ({
  revision: (typeof expected === 'number' ? expected : -1) + events.length, index, position: String(index) as Position, isRepeat: true,
});

/** Reads streams as `see` says wherever an event was not written by the very process that reads. */
const seeingOthers = (see: (stored: StoredEvent, from: number) => StoredEvent | undefined): Bug => ({
  commandStore: (store) => {
    const own = new Set<string>();
    return {
      ...store,
      append: (stream, expected, events) => {
        for (const { text } of events) own.add(text);
        return store.append(stream, expected, events);
      },
      readStream: async function* (stream, range) {
        for await (const page of store.readStream(stream, range)) yield page.flatMap((stored) => (own.has(stored.text) ? stored : (see(stored, range?.from ?? 0) ?? [])));
      },
    };
  },
});

/** What can be wrong between a command and the log. */
export const plantedInCommands: { readonly [name: string]: Planted } = {
  'the idempotency key is ignored': breaking(['I2'], { keyOf: ({ correlation }) => correlation }),
  'nobody looks for the command in the stream': breaking(['I2', 'told'], seeingOthers((stored) => ({ ...stored, text: canonicalJson({ ...JSON.parse(stored.text), commandId: `forgotten-${stored.revision}` }) }))),
  'appending whatever the revision is': breaking(['I1', 'I2', 'told'], appending((append, [stream, , events]) => append(stream, 'any', events))),
  'the revision is refreshed on a conflict': breaking(['I2', 'told'], appending(async (append, [stream, expected, events]) => {
    try {
      return await append(stream, expected, events);
    } catch (error) {
      if (!(error instanceof RevisionConflict) || error.actual === 'none') throw error;
      return append(stream, error.actual, movedTo(events, error.actual + 1));
    }
  })),
  'after an unknown outcome it is appended anew at the end': breaking(['I2', 'told'], appending(async (append, [stream, expected, events], store) => {
    try {
      return await append(stream, expected, events);
    } catch (error) {
      if (!(error instanceof OutcomeUnknown)) throw error;
      const last = await lastRevision(store, stream);
      return append(stream, expectedAt(last), movedTo(events, last + 1));
    }
  })),
  'an unknown outcome is sent again in new bytes': breaking(['told'], {
    commandStore: (store, { world }) => ({
      ...store,
      append: async (stream, expected, events) => {
        try {
          return await store.append(stream, expected, events);
        } catch (error) {
          if (!(error instanceof OutcomeUnknown)) throw error;
          const anew = events.map((event) => rewritten(event, () => ({ salt: `s${world.prng.below(1_000_000)}` })));
          return store.append(stream, expected, anew).catch((second: unknown) => Promise.reject(second instanceof RevisionConflict ? second : error));
        }
      },
    }),
  }),
  'a conflict is taken for success': breaking(['I1', 'told'], appending(async (append, [stream, expected, events], store) => {
    try {
      return await append(stream, expected, events);
    } catch (error) {
      if (error instanceof RevisionConflict) return claimed(events, expected, await store.head());
      throw error;
    }
  })),
  'an unknown outcome is taken for success': breaking(['I1', 'told'], appending(async (append, [stream, expected, events], store) => {
    try {
      return await append(stream, expected, events);
    } catch (error) {
      if (error instanceof OutcomeUnknown) return claimed(events, expected, await store.head());
      throw error;
    }
  })),
  'an unknown outcome is told as nothing written': breaking(['told'], appending(async (append, call) => {
    try {
      return await append(...call);
    } catch (error) {
      throw error instanceof OutcomeUnknown ? new StoreUnavailable('told wrongly') : error;
    }
  })),
  'acknowledged before the commit': breaking(['I1'], appending(async (append, [stream, expected, events], store) => {
    const index = (await store.head()) + events.length;
    append(stream, expected, events).catch(() => undefined);
    return claimed(events, expected, index);
  })),
  'reading on shows nothing of others': breaking(['told', 'decision'], seeingOthers((stored, from) => (from === 0 ? stored : undefined))),
  'a key is used after it was destroyed': breaking(['keys'], {
    commandKeys: (keys) => {
      const kept = new Map<string, Promise<Uint8Array>>();
      return {
        ...keys,
        ensureKey: (person) => {
          const key = keys.ensureKey(person);
          void key.then(() => kept.set(person, key), () => undefined);
          return key;
        },
        findKey: (person) => kept.get(person) ?? keys.findKey(person),
      };
    },
  }),
  'the day begins at midnight in UTC': breaking(['decision'], {
    officials: (target) => ({
      ...target,
      prepare: async (asked) => {
        const { context, reliedOn } = await target.prepare(asked);
        return { context: { ...context, today: civilDate(new Date(asked.nowMs).toISOString().slice(0, 10)) }, reliedOn };
      },
    }),
  }),
  'an identity number is not claimed': breaking(['identity'], { officials: ({ claim: _, ...target }) => target }),
};
