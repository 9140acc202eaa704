/** How people read a day, an instant and a share in Vietnamese. */
export const dayText = (day: string): string => day.split('-').toReversed().join('/');

/** The last day of an interval that ends before `until`, as screens show it; empty while it goes on. */
export const lastDayText = (until: string | null): string => {
  if (until === null) return '';
  const before = new Date(Date.parse(`${until}T00:00:00Z`) - 86_400_000);
  return dayText(before.toISOString().slice(0, 10));
};

/** The time in Việt Nam, to the minute. */
export const instantText = (instant: string): string => {
  const local = new Date(Date.parse(instant) + 7 * 3_600_000).toISOString();
  return `${local.slice(11, 16)} ngày ${dayText(local.slice(0, 10))}`;
};

export const shareText = (share: string | null): string => (share === null ? '–' : `${share.replace('.', ',')}%`);

/** Thousands with a point, as in Vietnamese. */
export const countText = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, '.');

export const verdictWords: { readonly [verdict: string]: string } = { met: 'đạt', 'not-met': 'chưa đạt', 'not-applicable': 'không áp dụng' };

export const secondsText = (ms: number): string => `${(ms / 1000).toFixed(1).replace('.', ',')} s`;

type SpokenMoment = {
  readonly trueOn: string;
  readonly knownAt: number;
  readonly knownSince: string | null;
  readonly isProvisional: boolean;
  readonly today: string;
  readonly head: number;
  readonly sample: { readonly size: string; readonly seed: number } | null;
  readonly setAside: readonly SpokenSetAside[];
};
type SpokenSetAside = { readonly index: number; readonly eventType: string; readonly reason: string; readonly reference?: string | null | undefined; readonly proposedBy: string; readonly by: string };

/** What has to be said of every answer: for which day, as known when, that it is a sample, and what it leaves out. */
export const momentLines = ({ trueOn, knownAt, knownSince, isProvisional, today, head, sample, setAside }: SpokenMoment): string[] => [
  ...(sample ? [`DỮ LIỆU MẪU (cỡ ${sample.size}, hạt giống ${sample.seed}): hôm nay là ${dayText(today)}`] : []),
  knownSince === null
    ? `Ngày ${dayText(trueOn)}; chưa ghi nhận gì`
    : `Ngày ${dayText(trueOn)}, theo những gì đã biết đến sự kiện #${knownAt}${knownAt === head ? ' (mới nhất)' : ''}, ghi lúc ${instantText(knownSince)}${isProvisional ? '; thời điểm vừa qua, số liệu còn có thể thêm' : ''}`,
  ...setAside.map(
    ({ index, eventType, reason, reference, proposedBy, by }) =>
      `KHÔNG GỒM sự kiện #${index} (${eventType}) đã được gác: ${reason}${reference ? `, theo ${reference}` : ''}; ${proposedBy} đề nghị, ${by} duyệt`,
  ),
];
