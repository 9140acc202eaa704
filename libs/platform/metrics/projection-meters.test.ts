import type { ProjectionStatus } from '../../projection-engine/projection.js';
import { openMeters } from './meters.js';
import { readProjections } from './projection-meters.js';

const told = async (...found: readonly ProjectionStatus[]) => {
  const meters = openMeters('projector');
  readProjections(meters, [{ name: 'planning', version: 1, state: 'running', index: 1, lagEvents: 4 }]);
  readProjections(meters, found);
  return (await meters.registry.metrics()).split('\n').filter((line) => line.startsWith('parity_projection_')).map((line) => line.replace(/(?:,process="projector"|process="projector",)/, ''));
};

describe('telling how far a projection has come', () => {
  it('tells index, lag, state and the lease', async () =>
    expect(await told({ name: 'ledger', version: 1, state: 'stopped', index: 7, lagEvents: 3, lagSeconds: 1.5, operation: { projector: null, generation: 0 } })).toEqual([
      'parity_projection_index{projection="ledger"} 7', 'parity_projection_lag_events{projection="ledger"} 3', 'parity_projection_lag_seconds{projection="ledger"} 1.5',
      'parity_projection_state{projection="ledger",state="running"} 0', 'parity_projection_state{projection="ledger",state="paused"} 0', 'parity_projection_state{projection="ledger",state="stopped"} 1',
      'parity_projection_has_projector{projection="ledger"} 0',
    ]));
  it('tells how far a rebuild beside it is, and how long it still takes', async () =>
    expect(await told({ name: 'ledger', version: 1, state: 'running', index: 9, operation: { projector: 'a', generation: 0, rebuild: { generation: 1, state: 'building', startedAt: 0, index: 4, target: 9, secondsLeft: 12 } } })).toEqual(expect.arrayContaining([
      'parity_projection_has_projector{projection="ledger"} 1', 'parity_projection_rebuild_events{projection="ledger"} 5', 'parity_projection_rebuild_target_events{projection="ledger"} 10',
      'parity_projection_rebuild_seconds_left{projection="ledger"} 12',
    ])));
  it('leaves out what is not known, rather than tell it as it was', async () => {
    const lines = await told({ name: 'ledger', version: 1, state: 'running', index: 9 });
    expect(lines.filter((line) => /lag|planning/.test(line))).toEqual([]);
  });
});
