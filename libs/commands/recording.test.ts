import fc from 'fast-check';
import { openInMemoryEventStore } from '../event-store/in-memory/in-memory-event-store.js';
import { canonicalJson } from '../kernel/canonical-json.js';
import type { Envelope } from '../kernel/envelope.js';
import { openFields, hmac, SealBroken } from '../key-store/sealing.js';
import { add, atMs, envelopesIn, folders, open, openDesk, receiptOf, textsIn } from './pipeline.fixtures.js';
import { sealingContext } from './recording.js';

const recordOne = async () => {
  const desk = openDesk();
  const receipt = receiptOf(await desk.executor().execute(open('k', { label: 'A', note: 'Nguyễn Thị Lan' }, { causation: 'list-7' })));
  const [envelope] = await envelopesIn(desk.store);
  if (!envelope) throw new Error('nothing was recorded');
  return { desk, receipt, envelope };
};

describe('recording an event', () => {
  it('writes every field of envelope v1, and no other', async () => {
    const { receipt, envelope } = await recordOne();
    expect(Object.keys(envelope)).toEqual([
      'actor', 'causation', 'commandId', 'correlation', 'data', 'recordedAt', 'reliedOn', 'request', 'revision', 'role', 'salt', 'schema', 'sealed', 'stream', 'type', 'v',
    ] satisfies (keyof Envelope)[]);
    expect(envelope).toMatchObject({
      v: 1, type: 'FolderOpened', schema: 1, stream: receipt.stream, revision: 0, recordedAt: new Date(atMs).toISOString(), actor: 'chi.lan', role: 'clerk',
      commandId: receipt.commandId, reliedOn: 7, causation: 'list-7', correlation: 'c-k', data: { label: 'A' },
    });
    expect(Buffer.from(envelope.salt, 'base64url')).toHaveLength(16);
  });
  it('names no cause of a person’s own act', async () => {
    const desk = openDesk();
    await desk.executor().execute(open('k'));
    expect(await envelopesIn(desk.store)).toMatchObject([{ causation: null }]);
  });
  it('writes canonical JSON', async () => {
    const { desk, envelope } = await recordOne();
    expect(await textsIn(desk.store)).toEqual([canonicalJson(envelope)]);
  });
  it('seals personal texts for that person at that place alone', async () => {
    const { desk, receipt, envelope } = await recordOne();
    const [sealed] = envelope.sealed;
    if (!sealed) throw new Error('nothing was sealed');
    expect(sealed).toMatchObject({ kid: receipt.id, fields: ['note'] });
    const key = await desk.keys.ensureKey(receipt.id);
    expect(openFields(key, sealingContext(receipt.stream, 0), sealed)).toEqual({ note: 'Nguyễn Thị Lan' });
    expect(() => openFields(key, sealingContext(receipt.stream, 1), sealed)).toThrow(SealBroken);
    expect(() => openFields(key, sealingContext('folder-x', 0), sealed)).toThrow(SealBroken);
  });
  it('proves the request under the person’s key, or the look-up key where there is no person', async () => {
    const { desk, receipt, envelope } = await recordOne();
    const body = (operation: string, target: string | null, command: object) => canonicalJson({ operation, target, command });
    expect(envelope.request).toBe(hmac(await desk.keys.ensureKey(receipt.id), body('open', null, { label: 'A', note: 'Nguyễn Thị Lan' })));
    const impersonal = openDesk();
    await impersonal.executor({ personOf: () => undefined, aggregate: withoutTexts() }).execute(open('k'));
    expect((await envelopesIn(impersonal.store))[0]?.request).toBe(hmac(await impersonal.keys.lookupKey(), body('open', null, { label: 'A' })));
  });
  it('never uses a salt or an initialisation vector twice', async () => {
    const { desk, receipt } = await recordOne();
    await desk.executor().execute(add(receipt.id, 'x', { label: 'B', times: 20 }));
    const envelopes = await envelopesIn(desk.store);
    expect(new Set(envelopes.map(({ salt }) => salt)).size).toBe(21);
    expect(new Set(envelopes.map(({ sealed }) => sealed[0]?.iv)).size).toBe(21);
  });
  it('shows no personal text in what is stored, whatever it is', () =>
    fc.assert(fc.asyncProperty(fc.stringMatching(/^[\p{Lu}][\p{Ll}]{3,9} [\p{Lu}][\p{Ll}]{3,9} \d{12}$/u), async (text) => {
      const note = text.normalize('NFC');
      const store = openInMemoryEventStore();
      const desk = openDesk({ store });
      const { id } = receiptOf(await desk.executor().execute(open('k', { label: 'A', note })));
      receiptOf(await desk.executor().execute(add(id, 'x', { label: 'B', note })));
      const stored = (await textsIn(store)).join('\n');
      for (const word of note.split(' ')) {
        expect(stored).not.toContain(word);
        expect(stored).not.toContain(Buffer.from(word).toString('base64url'));
      }
    }), { numRuns: 40 }));
});

const withoutTexts = () => {
  const { aggregate } = folders();
  return { ...aggregate, deciders: { ...aggregate.deciders, open: (...call: Parameters<typeof aggregate.deciders.open>) => {
    const decided = aggregate.deciders.open(...call);
    return decided.outcome === 'accepted' ? { ...decided, events: decided.events.map(({ type, data }) => ({ type, data })) as typeof decided.events } : decided; // The same events, less their texts.
  } } };
};
