/** What is remarkable about a plan that was taken: in letters, pages and sheets. */
export const remarksVi = {
  'remark.notation_used': 'Số {notation} đã dùng trong năm cho văn bản chỉ đạo {directive}.',
  'remark.dated_in_future': 'Ngày ban hành sau ngày nộp.',
  'remark.dated_after_deadline': 'Ngày ban hành không nằm trong thời hạn nộp.',
  'remark.other_unit_in_heading': 'Phần đầu văn bản ghi cơ quan khác: {heading} (đơn vị nộp: {unit}).',
  'remark.same_file_other_unit': 'Đơn vị khác đã nộp đúng tệp này.',
  'remark.unchanged_file': 'Tệp giống hệt phiên bản trước.',
} as const;
