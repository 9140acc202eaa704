const marks = /\p{M}+/gu;
const spaces = /[\s\u00a0\u200b]+/gu;

/**
 * The key under which a Vietnamese name is found: without marks, tone placement, case and width, đ and Ð (U+00D0) as d, so that
 * "Hoà", "Hòa" (NFC or NFD) and "hoa" meet. For finding only; the official spelling is what is printed.
 */
export const searchKey = (text: string): string =>
  text.normalize('NFKD').replace(marks, '').replace(/[đĐðÐ]/gu, 'd').toLowerCase().replace(spaces, ' ').trim();
