import { CorruptHistory } from '../../kernel/errors.js';
import { errorFields } from './error-fields.js';
import { openLog, type LogOptions } from './log.js';
import { nestLogger } from './nest-logger.js';

const opened = (more: Partial<LogOptions> = {}) => {
  const lines: string[] = [];
  return { lines, log: openLog({ level: 'warn', process: 'projector', isForPeople: false, write: (line) => void lines.push(line), ...more }) };
};

describe('writing a line', () => {
  it('is one JSON object with time, level, process, message and fields', () => {
    const { log, lines } = opened();
    log.write('error', 'store away', { store: 'event', attempts: 3 });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toEqual({ level: 'error', time: expect.stringMatching(/^\d{4}-.*Z$/), process: 'projector', message: 'store away', store: 'event', attempts: 3 });
    expect(lines[0]?.endsWith('}\n')).toBe(true);
  });
  it('is left out below the level that was set', () => {
    const { log, lines } = opened();
    log.write('log', 'http answered');
    expect([lines, log.isOn('log'), log.isOn('warn')]).toEqual([[], false, true]);
  });
  it('is made for the eyes at a terminal', () => {
    const { log, lines } = opened({ isForPeople: true });
    log.write('warn', 'store away', { store: 'event' });
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d warn store away store=event\n$/);
  });
});

describe('what is told of an error', () => {
  it('is name, code and place, and not the words, which may quote what was parsed', () => {
    const error = Object.assign(new SyntaxError('"Nguyễn Thị Lan"\n    at 074185000123 is not JSON'), { code: 'E_X' });
    const fields = errorFields(error);
    expect(fields).toMatchObject({ error: 'SyntaxError', code: 'E_X', at: expect.stringContaining('log.test') });
    expect(JSON.stringify(fields)).not.toMatch(/Lan|0741/);
  });
  it('is also the words where they can only name streams and types', () =>
    expect(errorFields(new CorruptHistory('official-1 goes on with revision 3 after 1'))).toMatchObject({ detail: 'official-1 goes on with revision 3 after 1' }));
  it('is the kind of what is thrown and no error', () => expect(errorFields('Nguyễn Thị Lan')).toEqual({ error: 'string' }));
});

describe('Nest’s own log', () => {
  it('goes into the same lines, with its context', () => {
    const { log, lines } = opened({ level: 'debug' });
    const nest = nestLogger(log);
    nest.log('Nest application successfully started', 'NestApplication');
    nest.error('failed', 'Error: Nguyễn Thị Lan\n    at x', 'ExceptionsHandler');
    nest.error(new SyntaxError('Nguyễn Thị Lan'), 'http');
    expect(lines.map((line): object => JSON.parse(line))).toMatchObject([
      { level: 'info', message: 'Nest application successfully started', context: 'NestApplication' }, { level: 'error', message: 'failed', context: 'ExceptionsHandler' }, { error: 'SyntaxError', context: 'http' },
    ]);
    expect(lines.join('')).not.toContain('Lan');
  });
});
