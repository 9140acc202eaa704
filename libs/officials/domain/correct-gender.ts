import { accept, refuse, type Decision } from '../../kernel/decision.js';
import type { CorrectGender } from './commands.js';
import { recordedDecision, signatureRefusal } from './decision-header.js';
import type { OfficialEvent } from './events.js';
import type { OfficialContext } from './official-context.js';
import type { Registered } from './official.js';
import { sealing, textRefusal, written } from './written-text.js';

/** Đính chính: it holds for every day, past ones included, and the old event stays as it is. */
export const decideGenderCorrection = ({ gender, reason, decision }: CorrectGender, official: Registered, context: OfficialContext): Decision<OfficialEvent> => {
  if (gender === official.gender) return refuse({ code: 'GENDER_UNCHANGED', gender });
  const refusal = textRefusal('reason', reason) ?? (decision && signatureRefusal(decision, official, context));
  if (refusal) return refuse(refusal);
  return accept({
    type: 'GenderCorrected',
    data: { gender, ...(decision ? { decision: recordedDecision(decision) } : {}) },
    ...sealing({ note: written(reason) }),
  });
};
