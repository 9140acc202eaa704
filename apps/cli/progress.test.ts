import { runStage } from './progress.js';
import type { Terminal } from './terminal.js';

describe('running a stage of work that nobody watches', () => {
  it('says every five seconds how far it is, how fast it goes and how long it will take', async () => {
    let err = '';
    let ms = 0;
    const terminal: Terminal = { environment: {}, isWatched: false, out: () => undefined, err: (text) => void (err += text) };
    await runStage(
      terminal,
      'Chép',
      async ({ update }) => {
        for (let done = 1_000; done <= 4_000; done += 1_000) {
          update(done, 4_000);
          ms += 2_500;
        }
      },
      () => ms,
    );
    expect(err).toBe('Chép …\nChép: 3.000/4.000, 400/s, còn 2,5 s\nChép (4.000): xong sau 10,0 s\n');
  });
});
