import type { Scope } from '../../indicators/figure.js';
import type { Structure } from '../../organisation/structure/structure.js';
import { badRequest, Problem } from '../../platform/http/problem.js';

/** Province, tier or unit, as asked for. @throws Problem 400 of both, 404 of one that was not known. */
export const resolveScope = (structure: Structure, { unit, tier }: { readonly unit?: string | undefined; readonly tier?: string | undefined }): Scope => {
  if (unit !== undefined && tier !== undefined) throw badRequest([{ field: 'tier', rule: 'isAlone', vi: 'chỉ nêu một trong unit và tier', en: 'name a unit or a tier, not both' }]);
  if (unit !== undefined) {
    if (!structure.isEstablished(unit)) throw new Problem(404, 'UNKNOWN_UNIT', { vi: `Không có đơn vị ${unit} theo những gì đã biết.`, en: `No unit ${unit} is known.` });
    return { kind: 'unit', unit };
  }
  if (tier !== undefined) {
    if (!structure.province?.tiers.some((known) => known.tier === tier)) throw new Problem(404, 'UNKNOWN_TIER', { vi: `Không có cấp ${tier}.`, en: `No tier ${tier} is known.` });
    return { kind: 'tier', tier };
  }
  return { kind: 'province' };
};
