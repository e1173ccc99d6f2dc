/** Texts of the command line in Vietnamese: the catalogue that names the keys. */
export const messagesVi = {
  // what stands where something else was expected
  'found.nothing': 'không có gì',
  'found.empty': 'để trống',
  'found.list': 'một danh sách',
  'found.mapping': 'một nhóm trường',
  'input.found': '(thấy: {found})',

  // the file itself
  'input.file_missing': 'không có tệp này',
  'input.file_is_folder': 'đây là thư mục; hãy ghi tên tệp trong thư mục',
  'input.file_unreadable': 'không đọc được tệp: {reason}',
  'input.file_empty': 'tệp không có nội dung',
  'input.file_too_large': 'tệp lớn hơn {max} MB; hãy chia thành nhiều tệp',
  'input.not_utf8': 'tệp không ở bảng mã UTF-8 (sai bắt đầu từ vị trí này); hãy lưu lại dưới dạng UTF-8',
  'input.too_deep': 'các mục lồng nhau quá {max} cấp',
  'input.too_many_keys': 'một nhóm có hơn {max} trường',
  'input.yaml_indent': 'thụt lề sai hoặc thiếu dấu đóng ngoặc ở dòng trên',
  'input.yaml_tab': 'dùng dấu cách để thụt lề, không dùng phím Tab',
  'input.yaml_missing_char': 'thiếu một ký tự đóng: dấu nháy, ngoặc hoặc dấu hai chấm',
  'input.yaml_colon': 'dấu hai chấm trong nội dung: hãy đặt cả nội dung trong dấu nháy',
  'input.yaml_duplicate_key': 'trường này đã có ở trên',
  'input.yaml_quote_needed': 'nội dung bắt đầu bằng ký tự này phải đặt trong dấu nháy',
  'input.yaml_several_documents': 'mỗi tệp chỉ có một tài liệu: hãy bỏ dấu "---" ở giữa tệp',
  'input.yaml_tag': 'không dùng nhãn kiểu "!..." trong tệp này',
  'input.yaml_alias': 'không dùng tham chiếu "*..." của YAML: hãy ghi đầy đủ nội dung',
  'input.yaml_syntax': 'không đúng cú pháp YAML ({code})',

  // fields
  'input.unknown_field': 'không có trường này; các trường dùng được: {known}',
  'input.unknown_field_near': 'không có trường này; có phải "{nearest}" không?',
  'input.nothing_to_import': 'cần ít nhất một trong các trường people, units, calendar',
  'input.expected_text': 'cần một dòng chữ; số thì đặt trong dấu nháy',
  'input.expected_plain_text': 'cần một dòng chữ không có dấu xuống dòng và ký tự điều khiển',
  'input.text_too_long': 'dài hơn {max} ký tự',
  'input.expected_id': 'cần một mã gồm chữ thường không dấu, chữ số và gạch nối, ví dụ dich-vong',
  'input.expected_address': 'cần một địa chỉ thư điện tử, ví dụ vanthu@phuong.example',
  'input.expected_one_of': 'cần một trong các giá trị: {values}',
  'input.expected_date': 'cần một ngày dạng ngày/tháng/năm, ví dụ 30/3/2018',
  'input.no_such_day': 'ngày không tồn tại: tháng {month} có {days} ngày',
  'input.expected_moment': 'cần một thời điểm, ví dụ "2018-03-30T17:00+07:00" hoặc "17:00 30/3/2018"',
  'input.expected_time': 'cần giờ trong ngày dạng "08:30", đặt trong dấu nháy',
  'input.expected_number': 'cần một số nguyên từ {min} đến {max}',
  'input.expected_list': 'cần một danh sách',
  'input.expected_filled_list': 'cần một danh sách có ít nhất một mục',
  'input.list_too_long': 'danh sách có hơn {max} mục',
  'input.expected_mapping': 'cần một nhóm trường',
  'input.expected_deadline':
    'cần đúng một trong ba: before (trước ngày), by (chậm nhất ngày), at (thời điểm); ví dụ before: 30/3/2018',
  'input.expected_rule': 'cần all (tất cả), any (một người bất kỳ) hoặc atLeast: số người',
  'input.expected_units': 'cần all (mọi đơn vị trong danh bạ) hoặc danh sách mã đơn vị',
  'input.expected_notation': 'cần số và ký hiệu, ví dụ 15/KH-UBND; chưa biết số thì bỏ trường này',
  'input.expected_yes_or_no': 'cần true (có) hoặc false (không)',
  'input.expected_weekend': 'ngày làm bù phải là thứ Bảy hoặc Chủ nhật',
  'input.expected_weekday': 'ngày nghỉ bù phải là ngày trong tuần, từ thứ Hai đến thứ Sáu',
  'input.expected_other': 'giá trị không dùng được: {detail}',

  // what does not fit together
  'input.repeated_id': 'mã này đã dùng ở {first}',
  'input.repeated_address': 'địa chỉ này đã dùng ở {first}; mỗi người một địa chỉ',
  'input.repeated_entry': 'mục này đã có ở {first}',
  'input.repeated_date': 'ngày này đã có ở {first}',
  'input.repeated_number': 'số này đã có trong danh sách',
  'input.day_out_of_years': 'ngày không thuộc các năm của lịch ({years})',
  'input.more_than_reviewers': 'cần nhiều ý kiến hơn số người thẩm định của bước này ({count})',
  'input.field_of_no_reviewer': 'người này không thẩm định ở bước này',
  'input.no_such_item': 'văn bản không có nội dung nào mang mã này',
  'input.deadline_before_issue': 'thời hạn sớm hơn ngày ban hành',
  'input.unknown_person': 'không có ai mang mã {id} trong danh bạ',
  'input.unknown_person_near': 'không có ai mang mã {id} trong danh bạ; có phải {nearest} không?',
  'input.unknown_unit': 'không có đơn vị nào mang mã {id} trong danh bạ',
  'input.unknown_unit_near': 'không có đơn vị nào mang mã {id} trong danh bạ; có phải {nearest} không?',
  'input.unknown_calendar': 'chưa có lịch làm việc mang mã {id}; hãy nhập lịch trước',
  'input.unknown_calendar_near': 'chưa có lịch làm việc mang mã {id}; có phải {nearest} không?',

  'input.more_problems': '… và {count} lỗi khác',
  'input.nothing_done': 'Chưa có gì được ghi. Hãy sửa tệp rồi chạy lại.',

  // how the command line is called
  'usage.unknown_command': 'Không có lệnh "{command}".',
  'usage.unknown_command_near': 'Không có lệnh "{command}". Có phải "{nearest}" không?',
  'usage.unknown_option': 'Lệnh {command} không có tùy chọn {option}.',
  'usage.unknown_option_near': 'Lệnh {command} không có tùy chọn {option}. Có phải {nearest} không?',
  'usage.option_needs_value': 'Tùy chọn {option} cần một giá trị.',
  'usage.option_takes_no_value': 'Tùy chọn {option} không nhận giá trị.',
  'usage.option_twice': 'Tùy chọn {option} được ghi hai lần.',
  'usage.option_missing': 'Lệnh {command} cần tùy chọn {option}.',
  'usage.one_of': 'Chỉ dùng đúng một trong các tùy chọn: {options}.',
  'usage.too_few': 'Lệnh còn thiếu thông tin: ward-plans {call}',
  'usage.too_many': 'Lệnh {command} không dùng đến "{value}".',
  'usage.not_a_language': 'Không có ngôn ngữ "{value}": dùng vi hoặc en.',
  'usage.not_a_stage': '"{value}" không phải tên môi trường: chỉ dùng chữ thường, chữ số và gạch nối.',
  'usage.not_a_step': '"{value}" không phải số thứ tự của một bước: ghi 1 cho bước đầu tiên.',
  'usage.not_a_date': '{option}: cần một ngày dạng ngày/tháng/năm, ví dụ 5/4/2018 (thấy: "{value}").',
  'usage.no_such_day': '{option}: ngày {value} không tồn tại, tháng {month} có {days} ngày.',
  'usage.not_a_moment':
    '{option}: cần một thời điểm, ví dụ 2018-03-30T17:00+07:00 hoặc "17:00 30/3/2018" (thấy: "{value}").',
  'usage.region_without_stage': 'Tùy chọn --region chỉ dùng cùng --stage.',
  'usage.see_list': 'Xem các văn bản: ward-plans list',
  'usage.see_help': 'Xem cách dùng: ward-plans help',
  'usage.see_help_of': 'Xem cách dùng: ward-plans help {command}',

  // stages and the local run
  'place.no_local_run':
    'Không có bản chạy thử nào đang chạy trong {folder}. Hãy chạy "npm start" ở một cửa sổ khác, hoặc thêm --stage TÊN để làm việc với hệ thống trên AWS.',
  'place.run_file_unreadable': 'Không đọc được {file}. Hãy khởi động lại bản chạy thử bằng "npm start".',
  'place.no_stage':
    'Không có môi trường "{stage}" ở vùng {region}. Kiểm tra tên, vùng (--region) và tài khoản AWS đang dùng.',
  'place.stage_file_unreadable': '{file} không ghi vùng của môi trường. Sửa tệp, hoặc thêm --region.',
  'place.stage_incomplete': 'Môi trường "{stage}" chưa triển khai xong: chưa có bảng dữ liệu.',

  // what may go wrong on the way
  'failure.no_credentials':
    'Chưa có thông tin đăng nhập AWS. Hãy đăng nhập (aws sso login), hoặc đặt AWS_PROFILE, rồi chạy lại.',
  'failure.bad_credentials':
    'AWS không chấp nhận thông tin đăng nhập, có thể đã hết hạn. Hãy đăng nhập lại. ({detail})',
  'failure.not_allowed': 'Tài khoản AWS này không được phép làm việc đó: {detail}',
  'failure.throttled': 'AWS đang quá tải và tạm từ chối. Đợi vài phút rồi chạy lại; chạy lại không gây trùng lặp.',
  'failure.no_network': 'Không kết nối được. Kiểm tra mạng và vùng (--region) rồi chạy lại. ({detail})',
  'failure.no_region': 'Chưa biết vùng AWS. Thêm --region, ví dụ --region ap-southeast-1, hoặc đặt AWS_REGION.',
  'failure.table_missing': 'Không tìm thấy bảng dữ liệu. Kiểm tra tên môi trường và vùng AWS.',
  'failure.stored':
    'Không đọc được dữ liệu đã lưu ({detail}). Bản chạy thử: dữ liệu do phiên bản khác ghi, hãy bắt đầu lại bằng "npm start -- --fresh". Trên AWS: "ward-plans verify VĂN_BẢN" chỉ ra các dòng hỏng, cách khôi phục xem docs/runbook.md (Rows).',
  'failure.file_missing': 'Không có tệp {file}.',
  'failure.file_is_folder': '{file} là thư mục; hãy ghi tên tệp trong thư mục.',
  'failure.file_unreadable': 'Không đọc được tệp {file}: {reason}.',
  'failure.unexpected': 'Có lỗi ngoài dự kiến: {detail}. Chạy lại với --debug để xem chi tiết.',

  // import
  'import.done': 'Đã nhập: {people} người, {units} đơn vị, {calendars} lịch làm việc.',
  'import.address_taken': '{person}: địa chỉ {address} đã thuộc về {owner} trong danh bạ; mỗi người một địa chỉ.',

  // open
  'open.title': 'Văn bản',
  'open.notation': 'Số, ký hiệu',
  'open.issued': 'Ban hành',
  'open.deadline': 'Thời hạn',
  'open.items': 'Số nội dung',
  'open.units': 'Đơn vị',
  'open.route': 'Thẩm định',
  'open.office': 'Tổng hợp',
  'open.reminders': 'Nhắc việc',
  'open.revise': 'Hoàn thiện',
  'open.rule_all': 'tất cả đồng ý',
  'open.rule_any': 'một người đồng ý',
  'open.rule_n_of': 'ít nhất {n}/{of} người đồng ý',
  'open.allowance': 'trong {days} ngày làm việc',
  'open.reminder': 'còn {days} ngày làm việc đến hạn',
  'open.overdue': 'quá hạn {days} ngày làm việc',
  'open.no_reminders': 'không có',
  'open.no_units': 'Danh bạ chưa có đơn vị nào để giao. Hãy nhập đơn vị trước.',
  'open.warning': 'Lưu ý:',
  'open.warn_calendar':
    'lịch {calendar} chưa có ngày nghỉ của năm {years}; ngày làm việc chỉ tính theo thứ Hai đến thứ Sáu.',
  'open.warn_deadline_past': 'thời hạn đã qua: mọi kế hoạch nộp từ bây giờ là quá hạn.',
  'open.warn_day_off': 'ngày {date} không phải ngày làm việc; thời hạn không tự dời.',
  'open.warn_no_reminders': 'mọi thời điểm nhắc việc đã qua.',
  'open.warn_expected': 'trong thời gian này lịch {calendar} có ngày mới chỉ dự kiến: {days}.',
  'open.warn_no_service': 'Lưu ý: phần gửi thư của môi trường này chưa triển khai; thư sẽ chờ đến khi có.',
  'open.dry_run': 'Chỉ xem thử: chưa có gì được ghi.',
  'calendar.years': 'Lịch biết ngày nghỉ của các năm: {years}.',
  'calendar.date': 'Ngày',
  'calendar.weekday': 'Thứ',
  'calendar.kind': 'Loại',
  'calendar.name': 'Tên',
  'calendar.status': 'Hiệu lực',
  'calendar.source': 'Căn cứ',
  'calendar.weekday_1': 'Hai',
  'calendar.weekday_2': 'Ba',
  'calendar.weekday_3': 'Tư',
  'calendar.weekday_4': 'Năm',
  'calendar.weekday_5': 'Sáu',
  'calendar.weekday_6': 'Bảy',
  'calendar.weekday_7': 'Chủ nhật',
  'calendar.kind_holiday': 'nghỉ lễ',
  'calendar.kind_compensation': 'nghỉ bù, hoán đổi',
  'calendar.kind_swap_working': 'làm bù',
  'calendar.decreed': 'chính thức',
  'calendar.expected': 'DỰ KIẾN',
  'calendar.warn_expected':
    'Ngày ghi DỰ KIẾN chưa có văn bản chính thức, hoặc chưa biết có; nhập lại lịch khi có thông báo.',
  'open.done': 'Đã mở {id}: giao mới {created} đơn vị, đã giao từ trước {existing} đơn vị.',
  'open.progress': 'Đã giao {done}/{all} đơn vị...',
  'add.done': 'Đã giao thêm theo {id}: {created} đơn vị mới, {existing} đơn vị đã được giao từ trước.',
  'open.was_open': 'Văn bản đã mở từ {moment}; không có thư nào được gửi lại.',
  'open.is_closed': 'Văn bản đã đóng từ {moment}; không mở lại được.',
  'open.differs': 'Khác với nội dung đã mở ở: {fields}.',

  // list
  'list.none': 'Chưa có văn bản nào.',
  'list.id': 'Mã',
  'list.status': 'Tình trạng',
  'list.deadline': 'Thời hạn',
  'list.units': 'Đơn vị',
  'list.opened': 'Mở lúc',
  'list.title': 'Văn bản',
  'list.status_draft': 'đang mở dở',
  'list.status_open': 'đang mở',
  'list.status_closed': 'đã đóng',

  // report
  'report.directive': 'Văn bản',
  'report.deadline': 'Thời hạn',
  'report.as_of': 'Tính đến',
  'report.warn_past':
    'Lưu ý: thời điểm này đã qua. Số liệu nộp và thẩm định là của hiện tại, chỉ có hạn được tính theo thời điểm đó.',

  // verify
  'verify.whole': 'Nguyên vẹn: {units} đơn vị, {events} sự kiện.',
  'verify.failed': 'Không nguyên vẹn: {faults} trong {units} đơn vị có sai lệch ({events} sự kiện).',
  'verify.altered': '{unit}: sự kiện số {seq} đã bị sửa sau khi ghi.',
  'verify.unreadable': '{unit}: sự kiện số {seq} không đọc được nữa.',
  'verify.broken_chain': '{unit}: chuỗi sự kiện đứt ở số {seq} (thiếu, thừa hoặc đổi chỗ).',
  'verify.impossible_history': '{unit}: các sự kiện không thể nối tiếp nhau như vậy; lịch sử đã bị viết lại.',
  'verify.differs_missing': '{unit}: thiếu {record} mà lịch sử đã ghi (dòng {row}).',
  'verify.differs_altered': '{unit}: {record} không khớp với lịch sử hoặc không đọc được (dòng {row}).',
  'verify.differs_unexpected':
    '{unit}: có {record} mà lịch sử không ghi (dòng {row}); nếu không phải sự kiện cuối bị mất thì dòng này đã bị thêm vào.',
  'verify.record_assignment': 'tình trạng của nhiệm vụ',
  'verify.record_summary': 'số liệu của đơn vị trong báo cáo',
  'verify.record_ladder': 'lịch nhắc việc',
  'verify.record_version': 'Kế hoạch phiên bản {version}',
  'verify.record_review': 'ý kiến của {reviewer}, phiên bản {version}, bước {stage}',
  'verify.record_question': 'câu hỏi số {question}',
  'verify.record_other': 'dòng dữ liệu',
  'verify.history_missing': '{unit}: còn tình trạng nhưng không còn sự kiện nào.',
  'verify.not_reported': '{unit}: hồ sơ đầy đủ nhưng báo cáo không có đơn vị này.',
  'verify.no_history':
    '{unit}: không có dữ liệu nào. Nếu việc mở văn bản bị gián đoạn, hãy chạy lại lệnh open; nếu không, dữ liệu đã bị mất.',
  'verify.directive_unreadable': '{directive}: không đọc được văn bản hoặc danh sách đơn vị của văn bản ({detail}).',
  'verify.directive_missing': '{directive}: mất dòng dữ liệu của văn bản, trong khi các đơn vị của văn bản vẫn còn.',
  'verify.directive_not_listed': '{directive}: văn bản không có trong danh sách văn bản.',
  'verify.units_not_listed': '{directive}: {count} đơn vị có hồ sơ nhưng không có trong danh sách đơn vị: {units}.',
  'verify.what_to_do':
    'Việc cần làm: lấy lại các dòng nêu trên từ bản khôi phục của bảng (docs/runbook.md, mục “Rows”), rồi chạy lại verify. Không tự sửa tay.',

  // close, extend, excuse, reopen
  'strays.none': 'Không có đối tượng nào nằm ngoài hồ sơ tải lên.',
  'strays.scanned': 'Đã đối chiếu {objects} đối tượng với hồ sơ. Không còn nằm ngoài hồ sơ: {gone}.',
  'strays.found_at': 'Phát hiện lúc',
  'strays.found_by': 'Qua',
  'strays.by_event': 'sự kiện',
  'strays.by_listing': 'đối chiếu',
  'strays.size': 'Dung lượng',
  'strays.object': 'Đối tượng',
  'verify.sheet_whole':
    'Phiếu đúng với hồ sơ: {unit}, Kế hoạch số {notation}, phiên bản {version}, phê duyệt lúc {moment} (sự kiện {events}).',
  'verify.sheet_failed': 'Không dùng được phiếu {file}.',
  'verify.sheet_differs': '{fact}: phiếu ghi {sheet}, hồ sơ ghi {history}.',
  'verify.sheet_no_facts': 'Tệp này không phải phiếu phê duyệt, hoặc dữ liệu của phiếu đã bị xóa.',
  'verify.sheet_never_approved': 'Theo hồ sơ, kế hoạch của đơn vị này chưa từng được phê duyệt.',
  'verify.sheet_other_file':
    'Dữ liệu của phiếu đúng với hồ sơ, nhưng tệp không phải tệp đã lập khi phê duyệt: nội dung hiển thị có thể đã bị sửa.',
  'verify.sheet_not_on_record':
    'Không có thông tin về tệp đã lập khi phê duyệt nên không xác nhận được nội dung hiển thị của phiếu.',
  'verify.sheet_no_longer_approved':
    'Phiếu đúng với hồ sơ khi đó, nhưng phê duyệt này không còn: ý kiến đã được rút lại hoặc kế hoạch đã được mở lại.',
  'verify.fact_absent': 'không có',
  'verify.fact.format': 'loại phiếu',
  'verify.fact.directiveId': 'văn bản',
  'verify.fact.unitId': 'đơn vị',
  'verify.fact.unitName': 'tên đơn vị',
  'verify.fact.notation': 'số, ký hiệu',
  'verify.fact.issuedOn': 'ngày ban hành',
  'verify.fact.signerOffice': 'chức vụ người ký',
  'verify.fact.version': 'phiên bản',
  'verify.fact.submittedAt': 'nộp lúc',
  'verify.fact.submittedBy': 'người nộp',
  'verify.fact.files': 'tệp',
  'verify.fact.decisions': 'ý kiến',
  'verify.fact.approvedAt': 'phê duyệt lúc',
  'verify.fact.events': 'số sự kiện',
  'verify.fact.lastHash': 'mã băm sự kiện cuối',
  'verify.fact.stage': 'bước',
  'verify.fact.stageName': 'tên bước',
  'verify.fact.name': 'tên',
  'verify.fact.title': 'chức vụ',
  'verify.fact.inPlaceOf': 'thay cho',
  'verify.fact.at': 'lúc',
  'verify.fact.choice': 'lựa chọn',
  'verify.fact.remarks': 'nội dung',
  'verify.fact.itemComments': 'về nội dung',
  'verify.fact.itemId': 'mã',
  'verify.fact.text': 'lời',
  'verify.fact.size': 'dung lượng',
  'verify.fact.sha256': 'SHA-256',

  'change.closed_under_way': 'Đang thực hiện, vẫn cho ý kiến và nộp lại được, nhưng không còn thư nhắc việc: {names}',
  'change.closed_missing': 'Chưa nộp và không nộp được nữa: {names}',
  'change.closed': 'Đã đóng {directive}: không tiếp nhận kế hoạch nữa.',
  'change.extended': '{unit}: gia hạn, nay là {deadline}.',
  'change.excused': '{unit}: được miễn, không phải nộp kế hoạch.',
  'change.reopened': '{unit}: kế hoạch được trả lại để hoàn thiện, chậm nhất ngày {date}.',
  'change.not_later': 'Thời hạn mới phải muộn hơn thời hạn hiện nay ({deadline}).',
  'change.not_open':
    'Văn bản chỉ đạo đã đóng hoặc chưa mở xong nên không thay đổi được nữa. Xem tình trạng: ward-plans list',
  'change.unit_near': 'Có phải {nearest} không?',

  // reminders, people
  'reminders.ahead': 'Sắp tới, theo tình hình hiện nay:',
  'reminders.none': '(không có)',
  'reminders.mails': 'Thư của văn bản này, đã gửi {out}/{all}, còn chờ gửi {waiting}:',
  'reminders.sent': 'Thư nhắc đã đặt gửi và kết quả:',
  'reminders.when': 'Thời điểm',
  'reminders.what': 'Nội dung',
  'reminders.unit': 'Đơn vị',
  'reminders.to': 'Người nhận',
  'reminders.letter': 'Loại thư',
  'reminders.status': 'Kết quả',
  'reminders.count': 'Số thư',
  'reminders.more': 'và {count} người nữa',
  'reminders.units': '{count} đơn vị',
  'reminders.mails_to': '{count} thư',
  'reminders.not_delivered_more': '... và {count} trường hợp nữa chưa đến nơi: thêm --all để xem hết',
  'reminders.unit_reminder': 'nhắc đơn vị, còn {days} ngày làm việc',
  'reminders.unit_overdue': 'báo quá hạn {days} ngày làm việc',
  'reminders.review_reminder': 'nhắc cho ý kiến, đến hạn',
  'reminders.review_overdue': 'nhắc cho ý kiến, quá {days} ngày làm việc',
  'reminders.not_delivered': 'Chưa đến nơi: {unit}, {name}, từ {moment}',
  'delivery.each': '{name} nhận từng thư.',
  'delivery.daily': '{name} nhận mỗi ngày một thư tổng hợp.',
  'delivery.no_digest': '{name} không nhận thư tổng hợp.',
  'usage.not_a_year': '“{value}” không phải là năm.',
  'usage.not_an_address': 'không phải địa chỉ thư điện tử: {value}',

  // reviewers, reassign, leave, holding
  'reviewers.changed': '{step}: người thẩm định nay là {names}. Số kế hoạch đổi ngay: {plans}.',
  'reviewers.nothing_waits':
    'Hiện không có kế hoạch nào của {unit} đang được thẩm định, nên không có ý kiến nào để chuyển giao.',
  'reviewers.reassigned': '{unit}: việc thẩm định của {former} nay giao cho {name}.',
  'correct.has_left':
    'Tuy nhiên {name} đã được ghi là nghỉ nên không nhận thư. Nếu ghi nhầm: ward-plans leave {id} --undo',
  'correct.done':
    'Thư gửi {name} nay đến {address}; liên kết cũ hết dùng được, thư có liên kết mới đang được gửi. Giấy mời gửi lại: {count}.',
  'leave.done': '{name} không còn làm việc từ {since}: các liên kết của người này không mở được nữa.',
  'leave.undone': '{name} làm việc trở lại: các liên kết chưa hết hạn mở được như trước.',
  'leave.given_back': 'Đã trả lại cho người thẩm định {count} Kế hoạch được ủy quyền:',
  'leave.delegate_decides': '{unit}: {name} được ủy quyền, vẫn cho ý kiến được',
  'leave.without_clerk': 'Các đơn vị sau không còn ai nhận thư; cần nhập người mới vào danh bạ:',
  'leave.still_asked': 'Lưu ý: còn {count} việc thẩm định đang chờ người này. Hãy giao cho người khác:',
  'holding.elapsed': 'Ngày làm việc',
  'holding.with_unit': 'Ở đơn vị',
  'holding.with_reviewers': 'Ở người thẩm định',
  'holding.settled': 'Đã xong',
  'holding.reviewers': 'Từng người thẩm định',
  'holding.reviewer': '{name} {days}',
  'holding.reviewer_waiting': '{name} {days} (chờ trả lời {waiting})',

  // help
  'help.usage': 'Cách dùng: ward-plans LỆNH [tùy chọn]',
  'help.options': `Tùy chọn chung:
  --stage TÊN      làm việc với môi trường trên AWS (mặc định: bản chạy thử trên máy này)
  --region VÙNG    vùng AWS của môi trường, nếu tệp trong infra/stages và AWS_REGION chưa ghi
  --data THƯ_MỤC   thư mục của bản chạy thử (mặc định .ward-plans)
  --lang vi|en     ngôn ngữ
  --debug          khi có lỗi ngoài dự kiến, hiện chi tiết
  --help           cách dùng của lệnh

Kết thúc với mã 0: xong; 1: bị từ chối hoặc có lỗi; 2: gọi lệnh sai.`,
  'help.call_import': 'import TỆP...',
  'help.short_import': 'nhập người, đơn vị và lịch làm việc từ tệp YAML',
  'help.long_import': `Mỗi tệp có một hoặc nhiều trường people, units, calendar. Mọi lỗi trong tệp được báo cùng lúc, kèm dòng và cột; khi còn lỗi thì chưa có gì được ghi. Nhập lại cùng một mã là sửa thông tin của mã đó.

  ward-plans import examples/cau-giay-2018/register.yaml examples/cau-giay-2018/calendar-2018.yaml`,
  'help.call_open': 'open TỆP [--dry-run]',
  'help.short_open': 'mở một văn bản chỉ đạo: giao việc và gửi thư cho từng đơn vị',
  'help.long_open': `Cho biết thời hạn, đơn vị, các bước thẩm định và những lần nhắc việc sắp tới. Chạy lại không gây trùng lặp: chỉ làm nốt phần còn thiếu.

  --dry-run        chỉ kiểm tra và xem, không ghi gì

  ward-plans open examples/cau-giay-2018/directive.yaml --dry-run`,
  'help.call_list': 'list',
  'help.short_list': 'liệt kê các văn bản chỉ đạo',
  'help.long_list': 'Văn bản mở sau cùng đứng đầu.',
  'help.call_report': 'report VĂN_BẢN [--json|--csv] [--at THỜI_ĐIỂM]',
  'help.short_report': 'báo cáo: ai đã nộp, ai chậm, đang chờ ai',
  'help.long_report': `  --json           dữ liệu cho chương trình khác
  --csv            bảng tính (UTF-8 có BOM)
  --at THỜI_ĐIỂM   tính hạn theo thời điểm này, ví dụ "08:00 30/3/2018"

  ward-plans report cau-giay-2018 --csv > bao-cao.csv`,
  'help.call_verify': 'verify VĂN_BẢN [ĐƠN_VỊ [--sheet TỆP.pdf]]',
  'help.short_verify': 'kiểm tra lịch sử xử lý còn nguyên vẹn',
  'help.long_verify': `Tính lại chuỗi mã băm của mọi sự kiện và so từng dòng đang lưu (tình trạng, phiên bản, ý kiến, câu hỏi, số liệu báo cáo, danh sách đơn vị) với các sự kiện. Kết thúc với mã 1 nếu có sai lệch, và nêu dòng bị sai lệch.

  --sheet TỆP.pdf  so từng thông tin trên phiếu phê duyệt với lịch sử; kết thúc với mã 1 và nêu thông tin nào khác

  ward-plans verify cau-giay-2018 dich-vong --sheet PHIEU.pdf`,
  'help.call_strays': 'strays [--scan]',
  'help.short_strays': 'liệt kê các đối tượng trong kho tệp không thuộc lần tải lên nào',
  'help.long_strays': `Không ai xem được các đối tượng này và không có gì tự xóa chúng: sổ tay vận hành nêu cách xử lý. Kết thúc với mã 1 nếu có.

  --scan           đối chiếu toàn bộ kho tệp với hồ sơ trước

  ward-plans strays --scan --stage TÊN`,
  'help.call_add': 'add VĂN_BẢN ĐƠN_VỊ...',
  'help.short_add': 'giao thêm đơn vị cho văn bản đang mở',
  'help.long_add': `Đơn vị phải có trong danh bạ (xem import). Mỗi đơn vị nhận thư giao việc ngay và các lần nhắc còn ở phía trước, kể cả nhắc quá hạn. Chạy lại không gây trùng lặp.`,
  'help.call_close': 'close VĂN_BẢN',
  'help.short_close': 'đóng văn bản: không tiếp nhận kế hoạch nữa',
  'help.long_close':
    'Văn bản đã đóng vẫn xem được và không mở lại được. Kế hoạch đã nộp vẫn được cho ý kiến và nộp lại sau khi hoàn thiện; lệnh nêu tên các đơn vị đang thực hiện và chưa nộp.',
  'help.call_extend': 'extend VĂN_BẢN ĐƠN_VỊ --date NGÀY --reason "LÝ DO"',
  'help.short_extend': 'gia hạn cho một đơn vị',
  'help.long_extend': `Ghi thời hạn mới bằng đúng một trong ba cách; thời hạn mới phải muộn hơn thời hạn hiện nay. Kế hoạch đã bị trả lại được hoàn thiện đến hết thời hạn mới.

  --date NGÀY      chậm nhất ngày này, tính cả ngày
  --before NGÀY    trước ngày này
  --at THỜI_ĐIỂM   chậm nhất thời điểm này
  --reason LÝ_DO   được lưu trong lịch sử

  ward-plans extend cau-giay-2018 mai-dich --date 5/4/2018 --reason "Đơn vị có văn bản xin lùi thời hạn"`,
  'help.call_excuse': 'excuse VĂN_BẢN ĐƠN_VỊ --reason "LÝ DO"',
  'help.short_excuse': 'miễn cho một đơn vị, không phải nộp nữa',
  'help.long_excuse': 'Lý do được lưu trong lịch sử. Không hoàn lại được.',
  'help.call_reopen': 'reopen VĂN_BẢN ĐƠN_VỊ --reason "LÝ DO"',
  'help.short_reopen': 'trả lại một kế hoạch đã phê duyệt để hoàn thiện',
  'help.long_reopen': 'Đơn vị nhận thư kèm lý do và thời hạn hoàn thiện.',
  'help.call_reviewers': 'reviewers VĂN_BẢN BƯỚC NGƯỜI... --reason "LÝ DO"',
  'help.short_reviewers': 'thay người thẩm định của một bước',
  'help.long_reviewers': `Kế hoạch đang ở bước đó đổi ngay, kế hoạch đến sau theo người mới. Ý kiến đã có được giữ nguyên; người thôi thẩm định được báo một lần. Chạy lại không gây trùng lặp.

  --reason LÝ_DO   được lưu trong lịch sử của từng kế hoạch

  ward-plans reviewers cau-giay-2018 1 noi-vu-chuyen-vien --reason "Trưởng phòng đi công tác"`,
  'help.call_reassign': 'reassign VĂN_BẢN ĐƠN_VỊ --from NGƯỜI --to NGƯỜI --reason "LÝ DO"',
  'help.short_reassign': 'giao một việc thẩm định cho người khác',
  'help.long_reassign': `Chỉ đổi đối với kế hoạch của một đơn vị; phần nội dung được giao thẩm định giữ nguyên, thời gian thẩm định tính lại từ đầu.

  --from NGƯỜI     người đang được giao
  --to NGƯỜI       người nhận
  --reason LÝ_DO   được lưu trong lịch sử

  ward-plans reassign cau-giay-2018 mai-dich --from noi-vu-truong-phong --to noi-vu-chuyen-vien --reason "Nghỉ ốm"`,
  'help.call_correct': 'correct NGƯỜI ĐỊA-CHỈ',
  'help.short_correct': 'sửa địa chỉ thư của một người: liên kết cũ hết dùng được, liên kết mới được gửi đi',
  'help.long_correct': `Dùng khi thư không đến nơi. Giấy mời chưa đến được gửi lại đến địa chỉ mới.

  ward-plans correct mai-dich-van-thu vanthu@maidich.caugiay.example`,
  'help.call_leave': 'leave NGƯỜI [--undo]',
  'help.short_leave': 'ghi nhận một người đã thôi việc: các liên kết của người đó hết dùng được',
  'help.long_leave': `Cho biết những việc thẩm định còn chờ người đó và đơn vị không còn ai nhận thư; cơ quan tổng hợp được báo bằng thư. Việc được ủy quyền cho người đó trở về người thẩm định. Nhập lại danh bạ không làm người đó trở lại.

  --undo           người đó làm việc trở lại`,
  'help.call_holding': 'holding VĂN_BẢN [--json]',
  'help.short_holding': 'số ngày làm việc mỗi kế hoạch nằm ở đơn vị và ở từng người thẩm định',
  'help.long_holding': `Ngày nhận không tính, ngày chuyển đi có tính. Những người cùng một bước giữ kế hoạch cùng lúc nên tổng của họ có thể nhiều hơn. Ngày chờ đơn vị trả lời tính cho đơn vị, nếu văn bản quy định như vậy.

  --json           dữ liệu cho chương trình khác`,
  'help.call_reminders': 'reminders VĂN_BẢN [ĐƠN_VỊ] [--all] [--json]',
  'help.short_reminders': 'xem lịch nhắc sắp tới, thư đã gửi và kết quả',
  'help.long_reminders': `Không thay đổi gì. "Chưa đến nơi" khác với "chưa trả lời": sửa địa chỉ bằng "correct".
Lần nhắc giống nhau của nhiều đơn vị ghi chung một dòng, danh sách dài được gộp lại: --all hoặc ĐƠN_VỊ để xem từng việc.

Ví dụ:
  ward-plans reminders cau-giay-2018`,
  'help.call_delivery': 'delivery NGƯỜI each|daily|no_digest',
  'help.short_delivery': 'chọn cách một người nhận thư',
  'help.long_delivery': `each: từng thư; daily: mỗi ngày một thư tổng hợp; no_digest: không gộp nhiều việc vào một thư, chỉ nhắc việc gấp nhất.

  ward-plans delivery noi-vu-truong-phong daily`,
  'help.call_calendar': 'calendar LỊCH [NĂM]',
  'help.short_calendar': 'xem lịch làm việc: ngày nghỉ, ngày làm bù, căn cứ',
  'help.long_calendar': `Ngày ghi DỰ KIẾN chưa có văn bản chính thức. Sửa lịch bằng cách nhập lại tệp (xem import).

  ward-plans calendar vn 2026`,
  'help.call_help': 'help [LỆNH]',
  'help.short_help': 'cách dùng',
  'help.long_help': 'Không ghi lệnh nào thì liệt kê mọi lệnh.',
} as const;

export type CliMessageKey = keyof typeof messagesVi;
