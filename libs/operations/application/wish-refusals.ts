import type { WishRefusal } from '../../projection-engine/control/wish.js';
import { Problem, type Text } from '../../platform/http/problem.js';

/** What a wish meets that cannot be fulfilled as the projection stands. */
export const refusedWish = (refusal: WishRefusal): Problem => {
  const { code, ...facts } = refusal;
  return new Problem(409, code, wordsOf(refusal), { facts });
};

const wordsOf = (refusal: WishRefusal): Text => {
  switch (refusal.code) {
    case 'REBUILD_UNDER_WAY':
      return { vi: `Đang dựng lại (thế hệ ${refusal.generation}); hãy hủy lần đó trước.`, en: `It is being rebuilt (generation ${refusal.generation}); cancel that first.` };
    case 'NO_REBUILD':
      return { vi: 'Không có lần dựng lại nào.', en: 'Nothing is being rebuilt.' };
    case 'REBUILD_NOT_CANCELLED':
      return { vi: 'Lần dựng lại không bị hủy và cũng không dừng vì lỗi.', en: 'The rebuild is neither cancelled nor stopped.' };
    case 'REBUILD_NOT_READY':
      return { vi: `Lần dựng lại chưa theo kịp nhật ký (${refusal.state}).`, en: `The rebuild has not caught up with the log yet (${refusal.state}).` };
    case 'NOT_COMPARED':
      return { vi: 'Chưa so sánh xong số liệu cũ và mới; hãy thử lại sau ít giây.', en: 'Old and new documents have not been compared yet; try again in a few seconds.' };
    case 'DOCUMENTS_DIFFER':
      return {
        vi: `Số liệu cũ và mới khác nhau tại sự kiện #${refusal.index}; hãy xem phần so sánh rồi chấp nhận rõ ràng (acceptDifferences).`,
        en: `Old and new documents differ at event ${refusal.index}; look at the comparison and accept it explicitly (acceptDifferences).`,
      };
    case 'NO_PREVIOUS':
      return { vi: 'Không còn số liệu của thế hệ trước.', en: 'No documents of an earlier generation are kept.' };
    case 'PREVIOUS_IS_BEHIND':
      return {
        vi: `Số liệu thế hệ trước mới đến sự kiện #${refusal.previous}, hiện hành đến #${refusal.live}; muốn quay lại vẫn được nếu chấp nhận rõ ràng (acceptLag).`,
        en: `The earlier documents stand at event ${refusal.previous}, the live ones at ${refusal.live}; accept that explicitly to roll back all the same (acceptLag).`,
      };
  }
};
