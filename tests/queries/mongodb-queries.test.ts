import { callSitesOf } from './call-sites.js';
import { describeQueries } from './mongodb-queries.contract.js';

describe('the questions put to the read store', () => {
  it('are all asked below: who adds a place that asks adds a question here', () =>
    expect(callSitesOf()).toEqual({
      'apps/registry/elsewhere.ts': ['find', 'get'],
      'apps/standalone/saved-positions.ts': ['get', 'getMany'],
      'libs/planning/application/planning-queries.ts': ['find', 'get'],
      'libs/projection-engine/control/comparison.ts': ['find'],
      'libs/projection-engine/control/control.ts': ['get', 'getMany'],
      'libs/projection-engine/document-reads.ts': ['getMany'],
      'libs/reporting/application/evidence-queries.ts': ['getMany'],
      'libs/reporting/application/knowledge-tail.ts': ['find'],
      'libs/training/application/class-queries.ts': ['find', 'get'],
    }));
});

describeQueries('test');
