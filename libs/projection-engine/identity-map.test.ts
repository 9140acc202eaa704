import { IdentityMap } from './identity-map.js';
import { DocumentNotLoaded } from './projection.js';

describe('holding documents through a batch', () => {
  const learned = (keptMax = 10) => {
    const map = new IdentityMap(keptMax);
    map.learn('people', 'lan', { n: 1 });
    map.learn('people', 'hoa', undefined);
    map.beginEvent();
    return map;
  };

  it('tells what is absent from what is not known', () => {
    const map = learned();
    expect(map.get('people', 'lan')).toEqual({ n: 1 });
    expect(map.get('people', 'hoa')).toBeUndefined();
    expect(() => map.get('people', 'mai')).toThrow(DocumentNotLoaded);
    expect(() => map.get('units', 'lan')).toThrow(DocumentNotLoaded);
  });
  it('writes each changed document once, in key order, as it is at the end', () => {
    const map = learned();
    for (const [key, document] of [['mai', { n: 1 }], ['lan', { n: 2 }], ['mai', { n: 3 }], ['hoa', null]] as const) map.set('people', key, document);
    map.set('a', 'z', { n: 9 });
    expect(map.writes()).toEqual([
      { collection: 'a', key: 'z', document: { n: 9 } },
      { collection: 'people', key: 'hoa', document: null },
      { collection: 'people', key: 'lan', document: { n: 2 } },
      { collection: 'people', key: 'mai', document: { n: 3 } },
    ]);
    map.settle();
    expect(map.writes()).toEqual([]);
  });
  it('takes back the changes of one event and no others', () => {
    const map = learned();
    map.set('people', 'lan', { n: 2 });
    map.beginEvent();
    for (const n of [3, 4]) map.set('people', 'lan', { n });
    map.set('people', 'mai', { n: 3 });
    map.takeBack();
    expect(map.writes()).toEqual([{ collection: 'people', key: 'lan', document: { n: 2 } }]);
    expect(() => map.get('people', 'mai')).toThrow(DocumentNotLoaded);
  });
  it('keeps a change when the stored document is learned after it', () => {
    const map = learned();
    map.set('people', 'mai', { n: 2 });
    map.learn('people', 'mai', { n: 1 });
    expect(map.get('people', 'mai')).toEqual({ n: 2 });
  });
  it('forgets what two turn-overs did not use, and keeps what they did', () => {
    const map = learned(2);
    for (const round of ['a', 'b', 'c']) {
      map.get('people', 'lan');
      for (const n of [1, 2, 3]) map.set('people', `${round}${n}`, { n });
      map.settle();
    }
    expect(map.isKnown('people', 'hoa')).toBe(false);
    expect(map.isKnown('people', 'a1')).toBe(false);
    expect(map.get('people', 'lan')).toEqual({ n: 1 });
    expect(map.get('people', 'c3')).toEqual({ n: 3 });
  });
  it('knows nothing any more once told to forget', () => {
    const map = learned();
    map.set('people', 'mai', { n: 1 });
    map.forget();
    expect(map.isKnown('people', 'mai') || map.isKnown('people', 'lan')).toBe(false);
    expect(map.writes()).toEqual([]);
  });
});
