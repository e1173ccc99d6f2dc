/** Words of the letters during a review: code, comments by item, questions, delegation, withdrawal. */
export const lettersReviewVi = {
  // who acts
  'letter.on_behalf': '{who} (thay {reviewer})',
  'letter.quote_about': '{from}, về nội dung “{item}”',
  'letter.answered_by': '{who} trả lời',
  'letter.reopened_by': '{office} mở lại Kế hoạch đã phê duyệt',
  'letter.answered_to': '{unit} trả lời {office}',
  'letter.footer.why_stand_in': 'Người nhận: {name}, người cho ý kiến thay {reviewer} ở bước “{stage}”.',
  'letter.footer.why_delegation': 'Người nhận: {name}, vì việc ủy quyền cho ý kiến nói trên có liên quan.',
  'letter.footer.why_withdrawn': 'Người nhận: {name}, người đã được đề nghị cho ý kiến về Kế hoạch của {unit}.',
  'letter.footer.why_question': 'Người nhận: {name}, người hỏi hoặc người cho ý kiến về Kế hoạch của {unit}.',

  // six digits beside a link
  'letter.code': 'Mã xác nhận',
  'letter.code_note':
    'Trang cho ý kiến sẽ hỏi mã này khi xác nhận. Chỉ nhập mã trên trang đó; không cung cấp mã cho bất kỳ ai qua điện thoại hay thư.',

  // facts
  'letter.fact.asked_by': 'Người hỏi',
  'letter.fact.asked_at': 'Hỏi lúc',
  'letter.fact.answered_at': 'Trả lời lúc',
  'letter.fact.withdrawn_by': 'Người rút lại ý kiến',
  'letter.fact.closed_at': 'Kết thúc lúc',
  'letter.fact.reviewer': 'Người thẩm định',
  'letter.fact.delegate': 'Người được ủy quyền',

  // to a reviewer: field, stand-in, what changed
  'letter.review_request.subject_withdraw': 'Mã để rút lại ý kiến',
  'letter.review_request.lead_withdraw':
    'Kính gửi Ông/Bà mã xác nhận để rút lại ý kiến đã cho về Kế hoạch số {notation} của {unit}.',
  'letter.review_request.withdraw_needs':
    'Muốn rút lại, Ông/Bà mở liên kết dưới đây, nêu lý do và nhập mã. Nếu không thì không phải làm gì, ý kiến vẫn giữ nguyên.',
  'letter.review_request.stood_in':
    '{name} đang cho ý kiến thay Ông/Bà đến hết ngày {date} nên cũng nhận được đề nghị này; người cho ý kiến trước được ghi nhận. Nếu không ủy quyền, đề nghị Ông/Bà mở liên kết dưới đây để chấm dứt.',
  'letter.review_request.lead_stand_in':
    'Kính đề nghị Ông/Bà cho ý kiến thay {reviewer} về Kế hoạch số {notation} của {unit}, chậm nhất ngày {date}.',
  'letter.review_request.stand_in':
    'Ý kiến của Ông/Bà được ghi là thay {reviewer}. Nếu {reviewer} cho ý kiến trước thì Ông/Bà không phải cho ý kiến nữa.',
  'letter.review_request.field_lead.one':
    'Đề nghị cho ý kiến về {count} trên {all} nội dung, thuộc lĩnh vực phụ trách, nêu dưới đây.',
  'letter.review_request.field_lead.other':
    'Đề nghị cho ý kiến về {count} trên {all} nội dung, thuộc lĩnh vực phụ trách, nêu dưới đây.',
  'letter.review_request.field.one': '{count} nội dung đề nghị Ông/Bà cho ý kiến, theo khai báo của đơn vị',
  'letter.review_request.field.other': '{count} nội dung đề nghị Ông/Bà cho ý kiến, theo khai báo của đơn vị',
  'letter.review_request.field_answered': '{item} (đã nêu)',
  'letter.review_request.field_unanswered': '{item} (chưa nêu)',
  'letter.review_request.answers.one': 'Đơn vị trả lời {count} ý kiến về phiên bản trước',
  'letter.review_request.answers.other': 'Đơn vị trả lời {count} ý kiến về phiên bản trước',

  // to a unit: comments by item
  'letter.returned.expect_answers.one':
    'Khi nộp lại, đơn vị trả lời từng ý kiến trên trang (có {count} ý kiến): đã sửa ở đâu, hoặc vì sao không sửa.',
  'letter.returned.expect_answers.other':
    'Khi nộp lại, đơn vị trả lời từng ý kiến trên trang (có {count} ý kiến): đã sửa ở đâu, hoặc vì sao không sửa.',
  'letter.returned.overall': 'Ý kiến chung',
  'letter.returned.about_item': 'Về nội dung “{item}”',
  'letter.returned.marked_up_by': '{name} ({size}), ghi chú của {who}',
  'letter.returned.marked_up': 'Bản có ghi chú của người thẩm định, mở được trên trang của đơn vị',

  // to a unit: approved
  'letter.approved.sheet': 'Trên trang hồ sơ có phiếu phê duyệt để mở xem và in.',

  // to whoever held a review that is no longer needed
  'letter.review_closed.subject': 'Không cần cho ý kiến nữa',
  'letter.review_closed.lead':
    'Kế hoạch số {notation} của {unit} không còn cần ý kiến của Ông/Bà ở bước “{stage}”. Ông/Bà không phải làm gì thêm.',
  'letter.review_closed.because.settled': 'Bước này đã đủ ý kiến.',
  'letter.review_closed.because.withdrawn': 'Ý kiến ở bước trước đã được rút lại nên bước này chưa bắt đầu.',
  'letter.review_closed.because.reassigned': '{office} đã giao việc này cho người khác.',
  'letter.review_closed.because.excused': 'Đơn vị không còn phải nộp Kế hoạch theo văn bản chỉ đạo này.',
  'letter.review_closed.because.resubmitted': 'Đơn vị đã nộp phiên bản mới.',
  'letter.review_closed.decisions': 'Ý kiến đã có ở bước này',
  'letter.review_closed.decision.approve': '{who}: phê duyệt, lúc {moment}',
  'letter.review_closed.decision.return': '{who}: trả lại để hoàn thiện, lúc {moment}',
  'letter.review_closed.reason': 'Lý do',

  // to those who had heard of a decision that was taken back
  'letter.decision_withdrawn.subject': 'Ý kiến được rút lại',
  'letter.decision_withdrawn.lead': '{who} đã rút lại ý kiến về Kế hoạch số {notation} của {unit}.',
  'letter.decision_withdrawn.void': 'Thư báo kết quả đã gửi về phiên bản này không còn hiệu lực.',
  'letter.decision_withdrawn.subject_reviewer': 'Chưa cần cho ý kiến',
  'letter.decision_withdrawn.not_yet':
    'Ý kiến ấy thuộc bước trước nên hiện chưa cần ý kiến của Ông/Bà. Khi đến bước của Ông/Bà sẽ có thư mới.',
  'letter.decision_withdrawn.reason': 'Lý do rút lại',

  // to a unit: a question
  'letter.question.subject': 'Đề nghị trả lời câu hỏi',
  'letter.question.lead':
    '{who} hỏi đơn vị về Kế hoạch số {notation} của {unit}. Đề nghị đơn vị trả lời trên trang hồ sơ; không phải nộp lại Kế hoạch.',
  'letter.question.soon':
    'Người hỏi cần cho ý kiến chậm nhất ngày {date}, nên đề nghị trả lời sớm để Kế hoạch được xem xét kịp thời.',
  'letter.question.button': 'Mở trang và trả lời',
  'letter.question.text': 'Câu hỏi',

  // to a reviewer: the answer
  'letter.question_answered.subject': 'Đã trả lời câu hỏi',
  'letter.question_answered.lead': '{unit} đã trả lời câu hỏi của {asker} về Kế hoạch số {notation}.',
  'letter.question_answered.lead_yours': '{unit} đã trả lời câu hỏi của Ông/Bà về Kế hoạch số {notation}.',
  'letter.question_answered.ask': 'Kính đề nghị Ông/Bà cho ý kiến chậm nhất ngày {date}.',
  'letter.question_answered.text': 'Câu hỏi và trả lời',

  // who decides in whose place
  'letter.delegated.subject_given': 'Đã ủy quyền cho ý kiến',
  'letter.delegated.subject_taken': 'Được ủy quyền cho ý kiến',
  'letter.delegated.subject_back': 'Đã chấm dứt ủy quyền cho ý kiến',
  'letter.delegated.given':
    'Ông/Bà đã ủy quyền cho {delegate} cho ý kiến về Kế hoạch số {notation} của {unit}, chậm nhất ngày {date}.',
  'letter.delegated.given_note':
    'Ông/Bà vẫn có thể tự cho ý kiến; ý kiến nào đến trước được ghi nhận. Nếu việc ủy quyền này không phải do Ông/Bà, đề nghị báo ngay {office}.',
  'letter.delegated.back':
    'Ông/Bà đã chấm dứt việc ủy quyền cho ý kiến về Kế hoạch số {notation} của {unit}. Kính đề nghị Ông/Bà cho ý kiến chậm nhất ngày {date}.',
  'letter.delegated.past_given': 'Ông/Bà đã ủy quyền cho {delegate} cho ý kiến về Kế hoạch số {notation} của {unit}.',
  'letter.delegated.past_back': 'Ông/Bà đã chấm dứt việc ủy quyền cho ý kiến về Kế hoạch số {notation} của {unit}.',
  'letter.delegated.taken':
    '{reviewer} ủy quyền cho Ông/Bà cho ý kiến về Kế hoạch số {notation} của {unit}, chậm nhất ngày {date}.',
  'letter.delegated.past_taken':
    '{reviewer} đã ủy quyền cho Ông/Bà cho ý kiến về Kế hoạch số {notation} của {unit}, nhưng hiện không còn cần nữa.',
  'letter.delegated.former':
    'Việc {reviewer} ủy quyền cho Ông/Bà cho ý kiến về Kế hoạch số {notation} của {unit} đã kết thúc. Ông/Bà không phải làm gì thêm.',
  // who stands in for a while
  'letter.stand_in.subject_given': 'Đã ủy quyền cho ý kiến trong thời gian vắng mặt: {name}',
  'letter.stand_in.subject_taken': 'Được ủy quyền cho ý kiến thay: {name}',
  'letter.stand_in.subject_ended': 'Đã chấm dứt ủy quyền cho ý kiến thay: {name}',
  'letter.stand_in.given':
    'Từ ngày {from} đến hết ngày {until}, {colleague} cho ý kiến thay Ông/Bà về các Kế hoạch gửi Ông/Bà. Thư trình và thư nhắc việc được gửi đến người được ủy quyền; hết thời gian này, việc ủy quyền tự kết thúc.',
  'letter.stand_in.taken':
    'Từ ngày {from} đến hết ngày {until}, {reviewer} ủy quyền cho Ông/Bà cho ý kiến thay về các Kế hoạch gửi {reviewer}. Ý kiến được ghi rõ là cho ý kiến thay.',
  'letter.stand_in.waiting':
    'Hiện có {count} Kế hoạch đang chờ ý kiến. Mở liên kết dưới đây rồi chọn xem mọi Kế hoạch đang chờ.',
  'letter.stand_in.taken_note':
    'Thư trình và thư nhắc việc trong thời gian này được gửi đến Ông/Bà. Việc ủy quyền tự kết thúc và không được ủy quyền lại.',
  'letter.stand_in.ended':
    '{colleague} không còn cho ý kiến thay {reviewer}. Các Kế hoạch đang chờ do {reviewer} cho ý kiến.',
  'letter.stand_in.period': 'Thời gian',
  'letter.stand_in.period_value': 'từ ngày {from} đến hết ngày {until}',

  // to the office: somebody has left
  'letter.person_left.subject': 'Cần bố trí người thay: {name}',
  'letter.person_left.lead': '{name} không còn phụ trách công việc này; các liên kết đã gửi không mở được nữa.',
  'letter.person_left.ask': 'Đề nghị {office} bố trí người thay cho các việc dưới đây.',
  'letter.person_left.reviews': 'Kế hoạch đang chờ ý kiến của người này',
  'letter.person_left.review': '{unit}: {stage}',
  'letter.person_left.review_delegated': '{unit}: {stage} (đã ủy quyền cho {delegate}, người này vẫn cho ý kiến được)',
  'letter.person_left.units': 'Đơn vị không còn ai nhận thư',
  'letter.person_left.steps': 'Bước trong quy trình còn ghi tên người này',
} as const;
