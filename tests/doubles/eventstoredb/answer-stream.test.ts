import { EventEmitter } from 'node:events';
import { openAnswerStream, type ReadCall } from './answer-stream.js';
import { caughtUp } from './messages.js';

/** A call whose client takes one answer at a time. */
const slowCall = () => Object.assign(new EventEmitter(), { write: () => false, end: () => {} });

describe('answering a client that is slow', () => {
  it.each(['drain', 'cancelled'])('waits until it has taken what was sent, or is gone (%s)', async (sign) => {
    const call = slowCall();
    const answers = openAnswerStream(call as unknown as ReadCall);
    let isTaken = false;
    const sending = answers.send(caughtUp())?.then(() => (isTaken = true));
    await new Promise(setImmediate);
    expect(isTaken).toBe(false);
    call.emit(sign);
    await sending;
    expect(isTaken).toBe(true);
    expect(call.listenerCount('drain')).toBe(sign === 'drain' ? 0 : 1);
  });

  it('sends nothing more to one that is gone', () => {
    const call = slowCall();
    const answers = openAnswerStream(call as unknown as ReadCall);
    call.emit('cancelled');
    expect([answers.isOpen(), answers.send(caughtUp())]).toEqual([false, undefined]);
  });
});
