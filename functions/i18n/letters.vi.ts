/** Words of the letters. */
export const lettersVi = {
  // what every letter has
  'letter.greeting': 'Kính gửi: {addressee}',
  'letter.person': 'Ông/Bà {who}',
  'letter.regards': 'Trân trọng.',
  'letter.button_address': 'Nếu không bấm được nút trên, sao chép địa chỉ này vào trình duyệt:',
  'letter.quote_from': '{from}:',
  'letter.footer.automatic':
    'Thư được gửi tự động từ hệ thống tiếp nhận kế hoạch của {authority}; {office} tổng hợp và theo dõi. Nếu cần trao đổi thêm, đề nghị trả lời thư này; {office} nhận được thư trả lời.',
  'letter.footer.automatic_authority': 'Thư được gửi tự động từ hệ thống tiếp nhận kế hoạch của {authority}.',
  'letter.footer.automatic_plain': 'Thư được gửi tự động từ hệ thống tiếp nhận kế hoạch.',
  'letter.footer.why_unit': 'Người nhận: {name}, đầu mối nhận thư của {unit}.',
  'letter.footer.why_reviewer': 'Người nhận: {name}, người được giao cho ý kiến ở bước “{stage}”.',
  'letter.footer.why_office': 'Người nhận: {name}, thuộc {office} là cơ quan tổng hợp.',
  'letter.footer.why_new_links':
    'Người nhận: {name}, vì có người đề nghị gửi liên kết mới đến địa chỉ này. Nếu không phải Ông/Bà đề nghị, có thể bỏ qua thư.',
  'letter.footer.link':
    'Liên kết trong thư dành riêng cho người nhận, có hiệu lực đến ngày {date}; đề nghị không chuyển tiếp cho người khác.',

  // facts
  'letter.fact.directive': 'Văn bản chỉ đạo',
  'letter.fact.directive_notation': 'Số, ký hiệu văn bản',
  'letter.fact.directive_issued': 'Cơ quan, ngày ban hành',
  'letter.fact.directive_issued_value': '{authority}, ngày {date}',
  'letter.fact.deadline': 'Hạn nộp',
  'letter.fact.new_deadline': 'Hạn nộp mới',
  'letter.fact.former_deadline': 'Hạn nộp trước đây',
  'letter.fact.revise_by': 'Hạn hoàn thiện',
  'letter.fact.overdue': 'Đã quá hạn',
  'letter.fact.overdue_value': '{working}, tính theo lịch là {calendar}',
  'letter.fact.unit': 'Đơn vị',
  'letter.fact.units': 'Số đơn vị',
  'letter.fact.plan': 'Kế hoạch',
  'letter.fact.plan_value': 'số {notation} ngày {date}',
  'letter.fact.notation': 'Số, ký hiệu',
  'letter.fact.issued_on': 'Ngày ban hành',
  'letter.fact.signer': 'Người ký',
  'letter.fact.version': 'Phiên bản',
  'letter.fact.received_at': 'Tiếp nhận lúc',
  'letter.fact.submitted_by': 'Người nộp',
  'letter.fact.timeliness': 'So với hạn nộp',
  'letter.fact.file': 'Tệp',
  'letter.fact.file_value': '{name} ({size})',
  'letter.fact.file_name': 'Tên tệp',
  'letter.fact.file_size': 'Dung lượng',
  'letter.fact.file_size_value': '{size} ({bytes} byte)',
  'letter.fact.sha256': 'Mã SHA-256 của tệp',
  'letter.fact.annex': 'Phụ lục {number}',
  'letter.fact.annex_sha256': 'Mã SHA-256 của phụ lục {number}',
  'letter.fact.stage': 'Bước',
  'letter.fact.rule': 'Điều kiện thông qua',
  'letter.fact.review_by': 'Hạn cho ý kiến',
  'letter.fact.approved_at': 'Phê duyệt lúc',
  'letter.days.one': '{count} ngày',
  'letter.days.other': '{count} ngày',
  'letter.working_days.one': '{count} ngày làm việc',
  'letter.working_days.other': '{count} ngày làm việc',
  'letter.timeliness.on_time': 'Đúng hạn; hạn nộp {deadline}',
  'letter.timeliness.late': 'Chậm {days}; hạn nộp {deadline}',
  'letter.timeliness.first_on_time': 'Lần nộp đầu đúng hạn; hạn nộp {deadline}',
  'letter.timeliness.first_late': 'Lần nộp đầu chậm {days}; hạn nộp {deadline}',
  'letter.rule.all': 'tất cả người cho ý kiến ở bước này phê duyệt',
  'letter.rule.any': 'một người cho ý kiến ở bước này phê duyệt',
  'letter.rule.n_of.one': 'ít nhất {count} người cho ý kiến ở bước này phê duyệt',
  'letter.rule.n_of.other': 'ít nhất {count} người cho ý kiến ở bước này phê duyệt',

  // to a unit: what is asked
  // what stands before the rest of a subject that is about one unit
  'letter.subject.unit': '{unit}: {what}',
  'letter.subject.unit_number': '{unit}, {number}: {what}',

  'letter.invitation.subject': 'Nộp Kế hoạch, hạn {deadline}',
  'letter.invitation.lead': 'Đề nghị {unit} xây dựng {subject} và gửi {office} tổng hợp; hạn nộp {deadline}.',
  'letter.invitation.extended_subject': 'Gia hạn, hạn mới {deadline}',
  'letter.invitation.extended_lead':
    'Hạn nộp {subject} của {unit} được lùi đến {deadline}. Đề nghị đơn vị nộp Kế hoạch theo hạn mới.',
  'letter.invitation.button': 'Mở trang nộp Kế hoạch',
  'letter.invitation.note':
    'Đề nghị chuẩn bị bản đã ký dạng PDF (hoặc DOCX), tối đa {max}, cùng số, ký hiệu và ngày ban hành.',
  'letter.invitation.items.one': 'Nội dung Kế hoạch cần nêu',
  'letter.invitation.items.other': '{count} nội dung Kế hoạch cần nêu',

  // to the office: the directive is open
  'letter.directive_opened.subject.one': 'Đã giao {count} đơn vị xây dựng Kế hoạch - hạn {deadline}',
  'letter.directive_opened.subject.other': 'Đã giao {count} đơn vị xây dựng Kế hoạch - hạn {deadline}',
  'letter.directive_opened.lead.one':
    'Văn bản chỉ đạo dưới đây đã mở. Thư đề nghị xây dựng Kế hoạch được gửi đến {count} đơn vị; hạn nộp {deadline}.',
  'letter.directive_opened.lead.other':
    'Văn bản chỉ đạo dưới đây đã mở. Thư đề nghị xây dựng Kế hoạch được gửi đến {count} đơn vị; hạn nộp {deadline}.',
  'letter.directive_opened.ask': 'Đề nghị {office} theo dõi tiến độ trên trang báo cáo.',
  'letter.directive_opened.button': 'Xem báo cáo tiến độ',
  'letter.directive_opened.note': 'Báo cáo cho biết đơn vị nào đã nộp, chưa nộp, quá hạn và hồ sơ đang chờ ai.',
  'letter.directive_opened.schedule': 'Lịch nhắc đơn vị chưa nộp (lúc {time}, giờ Việt Nam)',
  'letter.directive_opened.before.one': 'Ngày {date}: nhắc việc, còn {count} ngày làm việc',
  'letter.directive_opened.before.other': 'Ngày {date}: nhắc việc, còn {count} ngày làm việc',
  'letter.directive_opened.after.one': 'Ngày {date}: báo quá hạn {count} ngày làm việc',
  'letter.directive_opened.after.other': 'Ngày {date}: báo quá hạn {count} ngày làm việc',
  'letter.directive_opened.route': 'Các bước thẩm định, phê duyệt',
  'letter.directive_opened.stage.one': '{stage}: {count} ngày làm việc',
  'letter.directive_opened.stage.other': '{stage}: {count} ngày làm việc',

  // to a unit: what was received
  'letter.receipt.subject': 'Đã tiếp nhận Kế hoạch',
  'letter.receipt.lead': '{office} đã tiếp nhận Kế hoạch số {notation} của {unit} lúc {moment}.',
  'letter.receipt.next':
    'Bước tiếp theo: {stage}, chậm nhất ngày {date}. Kết quả sẽ được báo qua thư; hiện đơn vị chưa phải làm gì thêm.',
  'letter.receipt.see_record': 'Tình trạng xử lý hiện nay xem tại trang hồ sơ.',
  'letter.receipt.button': 'Xem hồ sơ Kế hoạch',
  'letter.receipt.items_value': '{answered} trên {all}, theo khai báo của đơn vị',
  'letter.receipt.items': 'Nội dung đã nêu',
  'letter.receipt.annexes.one': '{count} phụ lục kèm theo',
  'letter.receipt.annexes.other': '{count} phụ lục kèm theo',
  'letter.receipt.check': 'Cách kiểm tra tệp',
  'letter.receipt.check_intro':
    'Chạy lệnh dưới đây trên tệp lưu tại đơn vị (thay {file} bằng tên tệp) rồi so với mã SHA-256 trong thư. Hai mã giống nhau nghĩa là tệp đã nộp đúng từng byte.',
  'letter.receipt.check_file': 'KE-HOACH.{kind}',

  // to a reviewer
  'letter.review_request.subject': 'Trình phê duyệt',
  'letter.review_request.subject_again': 'Trình phê duyệt (phiên bản {version})',
  'letter.review_request.lead':
    'Kính trình Ông/Bà xem xét, cho ý kiến về Kế hoạch số {notation} của {unit}, chậm nhất ngày {date}.',
  'letter.review_request.button': 'Xem và cho ý kiến',
  'letter.review_request.note':
    'Mở liên kết chưa phải là cho ý kiến. Ý kiến chỉ được ghi nhận khi Ông/Bà chọn phê duyệt hoặc trả lại và xác nhận trên trang.',
  'letter.review_request.answered': 'Nội dung Kế hoạch đã nêu, theo khai báo của đơn vị ({count} trên {all})',
  'letter.review_request.unanswered': 'Nội dung chưa nêu ({count} trên {all})',
  'letter.review_request.changes': 'Thay đổi so với phiên bản trước',
  'letter.review_request.remarks': 'Điểm cần lưu ý khi xem xét',
  'letter.review_request.record': 'Hồ sơ Kế hoạch',
  'letter.review_request.report': 'Xem thêm',
  'letter.review_request.report_link': 'Báo cáo tiến độ của tất cả đơn vị',

  // to a unit: to be completed
  'letter.returned.subject': 'Đề nghị hoàn thiện Kế hoạch',
  'letter.returned.lead':
    'Đề nghị {unit} hoàn thiện Kế hoạch số {notation} theo ý kiến dưới đây và nộp lại chậm nhất ngày {date}.',
  'letter.returned.button': 'Mở trang nộp bản hoàn thiện',
  'letter.returned.note': 'Phiên bản đã nộp vẫn được lưu trong hồ sơ.',
  'letter.returned.comments': 'Ý kiến',

  // to a unit: approved
  'letter.approved.subject': 'Đã phê duyệt Kế hoạch',
  'letter.approved.lead': 'Kế hoạch số {notation} của {unit} đã được phê duyệt lúc {moment}.',
  'letter.approved.ask': 'Đề nghị {unit} tổ chức thực hiện theo Kế hoạch.',
  'letter.approved.button': 'Xem hồ sơ Kế hoạch',
  'letter.approved.decisions': 'Ý kiến phê duyệt',
  'letter.approved.decision': '{stage}: {who}, lúc {moment}',
  'letter.approved.remarks': 'Lưu ý khi thực hiện',

  // to a unit that owes no plan any more
  'letter.excused.subject': 'Được miễn nộp Kế hoạch',
  'letter.excused.lead': '{office} thông báo: {unit} không còn phải nộp Kế hoạch theo văn bản chỉ đạo dưới đây.',
  'letter.excused.next': 'Đơn vị không cần làm gì thêm và không nhận thư nhắc hạn nữa.',
  'letter.excused.button': 'Xem hồ sơ của đơn vị',
  'letter.excused.reason': 'Lý do',

  // to a unit that has not submitted
  'letter.reminder.subject.one': 'Còn {count} ngày làm việc để nộp Kế hoạch',
  'letter.reminder.subject.other': 'Còn {count} ngày làm việc để nộp Kế hoạch',
  'letter.reminder.subject_today': 'Hôm nay là ngày cuối nộp đúng hạn',
  'letter.reminder.subject_soon': 'Nộp Kế hoạch {deadline}',
  'letter.reminder.lead': 'Đến nay {office} chưa nhận được {subject} của {unit}.',
  'letter.reminder.left.one': 'Còn {count} ngày làm việc đến hạn. Đề nghị đơn vị nộp {deadline}.',
  'letter.reminder.left.other': 'Còn {count} ngày làm việc đến hạn. Đề nghị đơn vị nộp {deadline}.',
  'letter.reminder.left_none': 'Đề nghị đơn vị nộp {deadline}.',
  'letter.reminder.last_day': 'Hôm nay, {date}, là ngày cuối cùng còn đúng hạn.',
  'letter.overdue.subject.one': 'Quá hạn {count} ngày làm việc',
  'letter.overdue.subject.other': 'Quá hạn {count} ngày làm việc',
  'letter.overdue.subject_just': 'Đã quá hạn nộp Kế hoạch',
  'letter.overdue.lead': 'Hạn nộp {subject} là {deadline}. Đến {moment}, {office} chưa nhận được Kế hoạch của {unit}.',
  'letter.overdue.ask': 'Đề nghị {unit} nộp ngay. Nếu có vướng mắc, đề nghị báo {office} để xem xét gia hạn.',

  // to anyone registered who asked
  'letter.new_links.subject': 'Liên kết mới theo đề nghị của Ông/Bà',
  'letter.new_links.lead.one': 'Theo đề nghị, gửi Ông/Bà liên kết mới đến việc đang phụ trách.',
  'letter.new_links.lead.other': 'Theo đề nghị, gửi Ông/Bà liên kết mới đến {count} việc đang phụ trách.',
  'letter.new_links.none': 'Hiện không có việc nào chờ Ông/Bà nên thư này không kèm liên kết.',
  'letter.new_links.submit': 'Trang nộp Kế hoạch',
  'letter.new_links.review': 'Xem và cho ý kiến',
  'letter.new_links.report': 'Báo cáo tiến độ',
  'letter.new_links.of_unit': '{label} - {unit}',

  'letter.file_harmful.subject': 'Tệp đã nộp bị phát hiện có mã độc',
  'letter.file_harmful.lead':
    'Lần quét sau khi nộp phát hiện mã độc trong tệp “{name}” của {unit}. Hệ thống không cho ai mở hoặc tải tệp này nữa.',
  'letter.file_harmful.ask.unit':
    'Đề nghị đơn vị không mở tệp, kiểm tra máy đã tạo tệp bằng phần mềm diệt vi-rút, tạo lại văn bản từ bản gốc và liên hệ {office} để nộp bản thay thế.',
  'letter.file_harmful.ask.office':
    'Đề nghị liên hệ đơn vị và thống nhất việc trả lại Kế hoạch để đơn vị nộp bản thay thế. Người đã nhận Kế hoạch để cho ý kiến cũng đã được báo.',
  'letter.file_harmful.ask.reviewer':
    'Nếu đã tải tệp về, đề nghị Ông/Bà không mở, xóa tệp và nhờ người phụ trách công nghệ thông tin kiểm tra máy. Nếu chưa cho ý kiến, có thể trả lại Kế hoạch để đơn vị nộp bản thay thế.',
  'letter.file_harmful.button': 'Mở trang của đơn vị',

  'letter.file_refused.subject': 'Tệp không được tiếp nhận',
  'letter.file_refused.lead':
    'Tệp “{name}” của {unit} đã được tải lên nhưng không được tiếp nhận vì lý do nêu dưới đây. Chưa ai ngoài đơn vị mở được tệp này.',
  'letter.file_refused.ask': 'Đề nghị đơn vị tải tệp khác lên rồi nộp Kế hoạch.',
  'letter.file_refused.office': 'Thư này để cơ quan tổng hợp biết; đơn vị đã được đề nghị tải tệp khác.',
  'letter.file_refused.reasons': 'Lý do',
  'letter.file_refused.button': 'Tải tệp khác lên',
  'letter.file_refused.button_office': 'Mở báo cáo',
} as const;
