/** Why something is refused, and what to do next; keys are the stable codes of refusals. */
export const refusalsVi = {
  'refusal.already_in_review':
    'Kế hoạch đang được thẩm định nên chưa thể thay đổi. Nếu cần sửa, đề nghị người thẩm định trả lại để hoàn thiện.',
  'refusal.already_approved': 'Kế hoạch đã được phê duyệt, không cần làm gì thêm.',
  'refusal.assignment_excused': 'Đơn vị đã được miễn thực hiện nhiệm vụ này, không cần nộp kế hoạch.',
  'refusal.nothing_to_review': 'Đơn vị chưa nộp kế hoạch nên chưa có gì để thẩm định.',
  'refusal.not_approved_yet': 'Kế hoạch chưa được phê duyệt nên không thể mở lại.',
  'refusal.directive_not_open':
    'Văn bản chỉ đạo chưa mở hoặc đã đóng nên không tiếp nhận kế hoạch. Liên hệ cơ quan tổng hợp.',
  'refusal.directive_exists_differently':
    'Đã có văn bản chỉ đạo với mã này nhưng nội dung khác. Dùng mã khác, hoặc giữ nguyên nội dung đã mở.',
  'refusal.no_document': 'Chưa có tệp kế hoạch. Chọn tệp PDF hoặc DOCX rồi nộp lại.',
  'refusal.document_not_found': 'Không tìm thấy tệp đã tải lên. Tải tệp lên lần nữa rồi nộp.',
  'refusal.document_not_inspected_yet': 'Tệp đang được kiểm tra. Đợi ít giây rồi nộp lại.',
  'refusal.document_withheld':
    'Tệp này không mở được nữa vì lần quét sau khi nộp phát hiện mã độc. Đơn vị và cơ quan tổng hợp đã được báo.',
  'refusal.plan_withheld':
    'Chưa thể đồng ý với phiên bản này: lần quét sau khi nộp phát hiện mã độc trong tệp của kế hoạch. Đề nghị trả lại để đơn vị nộp bản khác.',
  'refusal.document_refused': 'Tệp này không được tiếp nhận. Xem lý do, chọn tệp khác rồi nộp lại.',
  'refusal.document_already_submitted': 'Tệp này đã được nộp ở một phiên bản khác. Tải tệp mới lên rồi nộp.',
  'refusal.notation_malformed': 'Số, ký hiệu chưa đúng. Nhập theo mẫu 15/KH-UBND.',
  'refusal.issued_on_malformed': 'Ngày ban hành chưa đúng. Nhập ngày có thật, theo mẫu ngày/tháng/năm.',
  'refusal.signer_office_missing': 'Chưa nhập chức vụ người ký. Ví dụ: Chủ tịch.',
  'refusal.no_items_answered': 'Chưa chọn nội dung nào mà kế hoạch đáp ứng. Chọn ít nhất một nội dung.',
  'refusal.unknown_item': 'Có nội dung không thuộc văn bản chỉ đạo này. Tải lại trang rồi chọn lại.',
  'refusal.file_too_large': 'Tệp lớn hơn {max}. Giảm dung lượng hoặc chia thành nhiều tệp rồi tải lại.',
  'refusal.file_empty': 'Tệp không có nội dung (0 byte). Kiểm tra lại tệp rồi chọn lần nữa.',
  'refusal.file_type_not_accepted':
    'Chỉ tiếp nhận tệp PDF hoặc DOCX. Lưu kế hoạch ở một trong hai dạng này rồi tải lại.',
  'refusal.too_many_uploads':
    'Đơn vị đã tải lên quá nhiều tệp trong ngày. Thử lại vào ngày mai hoặc liên hệ cơ quan tổng hợp.',
  'refusal.not_your_review':
    'Việc thẩm định này không giao cho người nhận liên kết. Dùng liên kết trong thư gửi cho chính mình.',
  'refusal.no_open_review': '{person} không có lượt thẩm định nào đang mở đối với kế hoạch này.',
  'refusal.review_closed': 'Bước thẩm định này đã kết thúc, không cần ý kiến nữa.',
  'refusal.version_superseded':
    'Đơn vị đã nộp phiên bản mới (phiên bản {version}). Dùng liên kết trong thư mới nhất để cho ý kiến.',
  'refusal.decided_already': 'Ý kiến cho phiên bản này đã được ghi nhận trước đó và không thay đổi.',
  'refusal.choice_missing': 'Chưa chọn ý kiến. Chọn phê duyệt hoặc trả lại để hoàn thiện rồi xác nhận.',
  'refusal.comment_missing': 'Khi trả lại cần nêu rõ nội dung phải hoàn thiện. Nhập ý kiến rồi xác nhận lại.',
  'refusal.comment_too_long': 'Nội dung dài quá {max} ký tự. Rút gọn hoặc gửi kèm văn bản riêng.',
  'refusal.texts_too_long':
    'Các phần nhập trên trang cộng lại dài quá {max} ký tự. Rút gọn, hoặc nêu chi tiết trong tệp gửi kèm.',
  'refusal.reason_missing': 'Cần nêu lý do.',
  'refusal.link_unknown': 'Liên kết không dùng được. Đề nghị gửi liên kết mới.',
  'refusal.changed_meanwhile':
    'Hồ sơ vừa được người khác thay đổi. Trang đã cập nhật; kiểm tra lại rồi thực hiện nếu vẫn cần.',
  'refusal.directive_not_found': 'Không có văn bản chỉ đạo nào mang mã {directive}. Xem danh sách rồi nhập lại mã.',
  'refusal.assignment_not_found': 'Đơn vị {unit} không có nhiệm vụ trong văn bản chỉ đạo này.',
  'refusal.address_taken': 'Địa chỉ thư của {person} đã thuộc về người khác. Mỗi người cần một địa chỉ riêng.',
  'refusal.unknown_person': 'Không có người nào mang mã {person} trong danh bạ. Nhập người này vào danh bạ trước.',
  'refusal.reviewer_of_unit':
    'Không thể giao {person} thẩm định, phê duyệt: người này thuộc {unit}, là đơn vị được giao nộp Kế hoạch.',
  'refusal.unknown_unit': 'Không có đơn vị nào mang mã {unit} trong danh bạ. Nhập đơn vị này vào danh bạ trước.',
  'refusal.unknown_calendar': 'Không có lịch làm việc mang mã {calendar}. Nhập lịch này trước.',
  'refusal.export_not_ready': 'Bản lưu báo cáo chưa sẵn sàng. Đợi ít giây rồi tải lại trang.',
  'refusal.too_many_annexes': 'Chỉ gửi kèm được tối đa {max} phụ lục. Bỏ bớt hoặc gộp các phụ lục rồi nộp lại.',
  'refusal.annex_type_not_accepted':
    'Phụ lục chỉ nhận tệp PDF, DOCX hoặc XLSX. Lưu phụ lục ở một trong các dạng này rồi tải lại.',
  'refusal.not_an_annex': 'Tệp {name} không được tải lên làm phụ lục. Bỏ tệp này, tải lại ở mục Phụ lục rồi nộp lại.',
  'refusal.files_too_large': 'Tổng dung lượng các tệp lớn hơn {max}. Giảm dung lượng rồi nộp lại.',
  'refusal.note_missing': 'Đây là phiên bản nộp lại. Cho biết đã thay đổi những gì so với phiên bản trước.',
  'refusal.note_too_long': 'Phần nêu thay đổi dài quá {max} ký tự. Rút gọn rồi nộp lại.',
  'refusal.signer_office_too_long': 'Chức vụ người ký dài quá {max} ký tự. Rút gọn rồi nộp lại.',
  'refusal.notation_used':
    'Số {notation} đã được đơn vị dùng trong năm cho văn bản chỉ đạo {directive}. Kiểm tra lại số, ký hiệu của kế hoạch.',
  'refusal.dated_in_future': 'Ngày ban hành sau ngày hôm nay. Kiểm tra lại ngày ghi trên kế hoạch.',
  'refusal.dated_after_deadline': 'Ngày ban hành không nằm trong thời hạn nộp. Kiểm tra lại ngày ghi trên kế hoạch.',
  'refusal.other_unit_in_heading':
    'Tệp này đứng tên cơ quan khác ({heading}), không phải {unit}. Chọn đúng tệp kế hoạch của đơn vị.',
  'refusal.same_file_other_unit': 'Đơn vị khác đã nộp đúng tệp này. Chọn đúng tệp kế hoạch của đơn vị.',
  'refusal.unchanged_file': 'Tệp này giống hệt phiên bản trước. Chọn tệp đã hoàn thiện rồi nộp lại.',

  // during a review
  'refusal.revise_by_past': 'Hạn hoàn thiện phải sau ngày hôm nay. Chọn ngày khác.',
  'refusal.revise_by_too_far': 'Hạn hoàn thiện xa quá {max} ngày. Kiểm tra lại năm.',
  'refusal.revise_by_not_working': 'Hạn hoàn thiện rơi vào ngày nghỉ. Chọn một ngày làm việc.',
  'refusal.revise_by_malformed': 'Hạn hoàn thiện chưa đúng. Nhập ngày có thật, theo mẫu ngày/tháng/năm.',
  'refusal.not_decided_yet': 'Chưa có ý kiến nào để rút lại.',
  'refusal.withdrawal_too_late':
    'Không rút lại được nữa: đã quá 24 giờ hoặc bước sau đã có ý kiến. Đề nghị cơ quan tổng hợp mở lại kế hoạch nếu cần.',
  'refusal.code_missing': 'Nhập 6 chữ số trong thư để xác nhận ý kiến.',
  'refusal.code_wrong': 'Mã xác nhận chưa đúng, còn {left} lần thử. Xem lại 6 chữ số trong thư mới nhất.',
  'refusal.code_used_up':
    'Mã xác nhận không còn dùng được. Thư mới với liên kết và mã mới đang được gửi đến địa chỉ đã đăng ký của Ông/Bà.',
  'refusal.stand_in_needs_code':
    'Ông/Bà còn thẩm định theo văn bản chỉ đạo cần mã xác nhận. Ghi người cho ý kiến thay từ thư trình phê duyệt của văn bản đó. Nếu chưa có thư nào, liên hệ cơ quan tổng hợp.',
  'refusal.delegation_ended': 'Việc ủy quyền đã kết thúc nên liên kết này không dùng để cho ý kiến được nữa.',
  'refusal.not_confirmed': 'Chưa đánh dấu xác nhận. Đánh dấu vào ô rồi bấm lại.',
  'refusal.delegate_cannot_delegate': 'Chỉ người thẩm định mới được ủy quyền; người được ủy quyền không ủy quyền tiếp.',
  'refusal.delegate_to_self': 'Không thể ủy quyền cho chính mình. Nhập địa chỉ thư của đồng nghiệp.',
  'refusal.delegate_reviews_already': 'Người này đã tham gia thẩm định ở bước này. Chọn đồng nghiệp khác.',
  'refusal.delegate_absent':
    'Người này cũng vắng mặt trong thời gian đó và đã ủy quyền cho người khác. Đề nghị chọn người khác.',
  'refusal.own_unit':
    'Ông/Bà làm việc cho chính đơn vị nộp kế hoạch nên không cho ý kiến về kế hoạch này. Đề nghị cơ quan tổng hợp giao cho người khác.',
  'refusal.delegate_of_unit':
    'Người này làm việc cho chính đơn vị nộp kế hoạch nên không thể cho ý kiến thay. Chọn đồng nghiệp khác.',
  'refusal.delegate_unknown':
    'Không có ai trong danh bạ dùng địa chỉ thư này. Kiểm tra lại, hoặc đề nghị cơ quan tổng hợp thêm người đó.',
  'refusal.delegation_period_wrong':
    'Thời gian ủy quyền chưa đúng. Nhập ngày bắt đầu và ngày kết thúc có thật, kết thúc không trước hôm nay, dài nhất {max} ngày.',
  'refusal.question_missing': 'Chưa nhập câu hỏi.',
  'refusal.question_not_found': 'Không tìm thấy câu hỏi này. Tải lại trang rồi trả lời.',
  'refusal.question_closed': 'Câu hỏi này đã được trả lời hoặc không còn cần trả lời.',
  'refusal.answer_missing': 'Chưa nhập câu trả lời.',
  'refusal.answers_missing': 'Cần trả lời từng ý kiến của phiên bản trước: đã hoàn thiện ở đâu, hoặc vì sao không.',
  'refusal.nothing_changes': 'Những người này đã là người thẩm định của bước, không có gì thay đổi.',
  'refusal.stage_without_reviewers': 'Mỗi bước cần ít nhất một người thẩm định.',
  'refusal.too_few_reviewers': 'Bước này cần {n} người đồng ý. Nêu ít nhất {n} người thẩm định.',
  'refusal.too_many_reviewers': 'Mỗi bước có nhiều nhất {max} người thẩm định.',
  'refusal.stage_unknown': 'Quy trình không có bước {stage}.',

  // asking for more time
  'refusal.date_malformed': 'Ngày chưa đúng. Nhập ngày có thật, theo mẫu ngày/tháng/năm.',
  'refusal.extension_not_later': 'Ngày này không sau hạn hiện nay hoặc đã qua. Chọn ngày muộn hơn.',
  'refusal.extension_asked_already': 'Đề nghị gia hạn trước đó chưa được trả lời. Chờ cơ quan tổng hợp trả lời.',
  'refusal.no_extension_asked':
    'Không còn đề nghị gia hạn nào chờ trả lời: đề nghị đã được trả lời hoặc kế hoạch đã được nộp.',
  'refusal.in_work_past': 'Ngày sẽ gửi đã qua. Chọn ngày hôm nay hoặc sau đó.',
  'refusal.in_work_too_far':
    'Ngày sẽ gửi cách hôm nay quá {max} ngày làm việc. Chọn ngày gần hơn hoặc đề nghị gia hạn.',
} as const;
