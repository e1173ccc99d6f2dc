/** Words of what goes out by the calendar, of more time, and of mail that does not arrive. */
export const lettersRemindersVi = {
  'letter.footer.why_head': 'Người nhận: {name}, lãnh đạo của {unit}.',
  'letter.footer.why_leader': 'Người nhận: {name}, lãnh đạo {authority}.',
  'letter.footer.why_reviews': 'Người nhận: {name}, người được giao cho ý kiến.',
  'letter.footer.why_digest': 'Người nhận: {name}, người phụ trách các việc nêu trên.',
  'letter.reminder.lead_returned': 'Đến nay {office} chưa nhận được bản hoàn thiện {subject} của {unit}.',
  'letter.overdue.lead_returned':
    'Hạn hoàn thiện {subject} là {deadline}. Đến {moment}, {office} chưa nhận được bản hoàn thiện của {unit}.',
  'letter.directive_opened.on_day': 'Ngày {date}: nhắc việc, ngày cuối còn đúng hạn',
  'letter.calendar.summary': '{unit}: hạn nộp Kế hoạch ({office})',
  'letter.more.one': 'và {count} mục nữa, xem trong báo cáo',
  'letter.more.other': 'và {count} mục nữa, xem trong báo cáo',

  'letter.escalation.subject.one': 'Báo cáo {count} đơn vị chậm tiến độ',
  'letter.escalation.subject.other': 'Báo cáo {count} đơn vị chậm tiến độ',
  'letter.escalation.lead.one': '{office} báo cáo: đến {moment}, {count} đơn vị đã quá hạn mà chưa nộp {subject}.',
  'letter.escalation.lead.other': '{office} báo cáo: đến {moment}, {count} đơn vị đã quá hạn mà chưa nộp {subject}.',
  'letter.escalation.ask': 'Kính đề nghị Ông/Bà chỉ đạo các đơn vị nêu dưới đây.',
  'letter.escalation.units': 'Đơn vị quá hạn',
  'letter.escalation.unit': '{unit}: hạn {deadline}, chậm {days}',
  'letter.escalation.unit_not_delivered': '{unit}: hạn {deadline}, chậm {days}; thư chưa đến được đơn vị',
  'letter.escalation.button': 'Xem báo cáo tiến độ',

  'letter.review_reminder.subject.one': '{count} Kế hoạch chờ ý kiến của Ông/Bà',
  'letter.review_reminder.subject.other': '{count} Kế hoạch chờ ý kiến của Ông/Bà',
  'letter.review_reminder.subject_only': 'Chờ ý kiến của Ông/Bà',
  'letter.review_reminder.lead.one': '{count} Kế hoạch đã đến hạn cho ý kiến và đang chờ Ông/Bà.',
  'letter.review_reminder.lead.other': '{count} Kế hoạch đã đến hạn cho ý kiến và đang chờ Ông/Bà.',
  'letter.review_reminder.stand_in.one': 'Từ hôm nay, Ông/Bà cho ý kiến thay {reviewer}: {count} Kế hoạch đang chờ.',
  'letter.review_reminder.stand_in.other': 'Từ hôm nay, Ông/Bà cho ý kiến thay {reviewer}: {count} Kế hoạch đang chờ.',
  'letter.review_reminder.longest':
    'Dưới đây là {shown} Kế hoạch chờ lâu nhất; danh sách đầy đủ xem từ trang thẩm định.',
  'letter.review_reminder.list': 'Kế hoạch chờ ý kiến',
  'letter.review_reminder.line': '{unit}, Kế hoạch số {notation}: {stage}, hạn ngày {date}',

  'letter.late_reviews.subject.one': '{count} ý kiến thẩm định, phê duyệt quá hạn',
  'letter.late_reviews.subject.other': '{count} ý kiến thẩm định, phê duyệt quá hạn',
  'letter.late_reviews.subject_only': 'Ý kiến thẩm định, phê duyệt quá hạn',
  'letter.late_reviews.lead.one': '{count} Kế hoạch chưa có ý kiến dù đã nhắc. Đề nghị {office} theo dõi, đôn đốc.',
  'letter.late_reviews.lead.other': '{count} Kế hoạch chưa có ý kiến dù đã nhắc. Đề nghị {office} theo dõi, đôn đốc.',
  'letter.late_reviews.list': 'Đang chờ',
  'letter.late_reviews.line': '{unit}, Kế hoạch số {notation}: {stage} ({reviewer}), hạn ngày {date}',

  'letter.weekly_summary.subject': 'Báo cáo tuần, {submitted}/{expected} đơn vị đã nộp Kế hoạch',
  'letter.weekly_summary.lead': 'Đến {moment}, {submitted} trên {expected} đơn vị đã nộp {subject}.',
  'letter.weekly_summary.on_time': 'Nộp đúng hạn',
  'letter.weekly_summary.late': 'Nộp chậm',
  'letter.weekly_summary.not_yet_due': 'Chưa nộp, còn trong hạn',
  'letter.weekly_summary.overdue': 'Chưa nộp, quá hạn',
  'letter.weekly_summary.in_review': 'Đang thẩm định, phê duyệt',
  'letter.weekly_summary.returned': 'Trả lại để hoàn thiện',
  'letter.weekly_summary.approved': 'Đã phê duyệt',

  'letter.digest.subject.one': 'Tổng hợp {count} việc cần xử lý trong ngày',
  'letter.digest.subject.other': 'Tổng hợp {count} việc cần xử lý trong ngày',
  'letter.digest.lead.one': 'Ông/Bà có {count} việc cần xử lý, nêu chung trong thư này.',
  'letter.digest.lead.other': 'Ông/Bà có {count} việc cần xử lý, nêu chung trong thư này.',
  'letter.digest.plan': '{unit}: nộp Kế hoạch {deadline}',
  'letter.digest.plan_overdue': '{unit}: đã quá hạn nộp Kế hoạch ({deadline})',
  'letter.digest.review': '{unit}: cho ý kiến chậm nhất ngày {date}',
  'letter.digest.settings': 'Cách nhận thư',
  'letter.digest.unsubscribe': 'Không nhận thư tổng hợp nữa',

  'letter.extension_asked.subject': 'Đề nghị gia hạn',
  'letter.extension_asked.lead': '{unit} đề nghị lùi hạn nộp {subject} đến hết ngày {date}. Đề nghị {office} trả lời.',
  'letter.extension_asked.button': 'Xem và trả lời',
  'letter.extension_asked.wanted': 'Hạn đề nghị',
  'letter.extension_asked.current': 'Hạn hiện nay',
  'letter.extension_asked.reason': 'Lý do',

  'letter.extension_granted.subject': 'Gia hạn đến ngày {date}',
  'letter.extension_granted.lead':
    '{office} đồng ý gia hạn cho {unit} theo đề nghị: nộp {subject} chậm nhất ngày {date}.',
  'letter.extension_granted.lead_changed':
    '{office} gia hạn cho {unit} đến một ngày khác với đề nghị ({wanted}): nộp {subject} chậm nhất ngày {date}.',
  'letter.extension_refused.subject': 'Không gia hạn',
  'letter.extension_refused.lead': '{office} không đồng ý gia hạn đến ngày {wanted}. Hạn của {unit} vẫn là {deadline}.',
  'letter.extension.answer': 'Ý kiến của cơ quan tổng hợp',

  'letter.not_delivered.subject': 'Thư không đến nơi',
  'letter.not_delivered.lead':
    'Thư gửi {name} ({address}) không đến nơi. Hệ thống không gửi thêm thư nào đến địa chỉ này.',
  'letter.not_delivered.ask':
    'Người nhận chưa nhận được thư, khác với nhận mà không trả lời: đề nghị {office} liên hệ trực tiếp và sửa lại địa chỉ. Khi địa chỉ được sửa, liên kết mới được gửi đi và liên kết cũ hết hiệu lực.',
  'letter.not_delivered.why': 'Lý do',
  'letter.not_delivered.why_address':
    'máy chủ thư của người nhận từ chối, địa chỉ không có hoặc không còn dùng ({code})',
  'letter.not_delivered.why_suppressed':
    'địa chỉ đã bị dịch vụ thư chặn vì trước đây thư không đến hoặc bị báo là thư rác ({code})',
  'letter.not_delivered.why_complaint': 'người nhận đã báo thư này là thư rác ({code})',
  'letter.not_delivered.correct': 'Sửa địa chỉ',
  'letter.not_delivered.correct_intro': 'Người vận hành hệ thống sửa địa chỉ bằng lệnh dưới đây.',
  'letter.not_delivered.correct_label': 'Lệnh',
  'letter.not_delivered.correct_address': 'ĐỊA-CHỈ-ĐÚNG',
  'letter.not_delivered.address': 'Địa chỉ',
  'letter.new_links.extension': 'Trả lời đề nghị gia hạn',
} as const;
