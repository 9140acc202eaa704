import { planningProjection } from '../../libs/planning/read-models/planning-projection.js';
import { decisionsProjection } from '../../libs/reporting/read-models/decisions-projection.js';
import { ledgerProjection } from '../../libs/reporting/read-models/ledger-projection.js';
import { trainingProjection } from '../../libs/training/read-models/training-projection.js';

/** Everything that is folded from the log, in every set-up. */
export const projections = [ledgerProjection, planningProjection, trainingProjection, decisionsProjection];
