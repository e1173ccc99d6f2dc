/** What an inspection found in a document: what is wrong and what to do next. Keys are the inspection's codes. */
export const documentsVi = {
  'document.refused.could_not_be_read':
    'Hệ thống không đọc được tệp này dù đã thử nhiều lần. Lưu lại tệp theo cách khác (ví dụ: xuất lại PDF từ Word) rồi tải lên lại.',
  'document.refused.other_bytes': 'Tệp nhận được không đúng với tệp đã chọn. Chọn tệp rồi tải lại.',
  'document.refused.spreadsheet_as_plan':
    'Kế hoạch phải là tệp PDF hoặc DOCX; bảng tính Excel chỉ gửi kèm làm phụ lục. Tải tệp này lên ở phần phụ lục.',
  'document.refused.scan_threat':
    'Quét mã độc phát hiện nguy hiểm trong tệp nên tệp không được tiếp nhận. Kiểm tra máy tính bằng phần mềm diệt vi-rút, tạo lại tệp từ bản gốc rồi tải lại.',
  'document.refused.scan_unsupported':
    'Không quét mã độc được tệp này nên tệp không được tiếp nhận. Lưu lại tệp thành PDF không mật khẩu rồi tải lại.',
  'document.refused.scan_access_denied':
    'Hệ thống chưa quét mã độc được tệp nên tệp chưa được tiếp nhận. Tải lại sau ít phút; nếu vẫn vậy, liên hệ cơ quan tổng hợp.',
  'document.refused.scan_failed':
    'Quét mã độc bị lỗi nên tệp chưa được tiếp nhận. Tải lại sau ít phút; nếu vẫn vậy, liên hệ cơ quan tổng hợp.',
  'document.refused.scan_no_answer':
    'Quét mã độc không trả kết quả đúng hạn nên tệp chưa được tiếp nhận. Tải lại; nếu vẫn vậy, liên hệ cơ quan tổng hợp.',
  'document.refused.empty_file': 'Tệp không có nội dung (0 byte). Kiểm tra lại tệp trên máy rồi chọn lại.',
  'document.refused.too_large':
    'Tệp {sizeMb} MB, vượt mức {limitMb} MB. Giảm độ phân giải bản quét hoặc tách thành phụ lục.',
  'document.refused.program_file':
    'Tệp này là một chương trình, không phải văn bản. Không mở tệp; nhờ người phụ trách công nghệ thông tin kiểm tra máy, rồi chọn đúng tệp kế hoạch.',
  'document.refused.web_page':
    'Tệp này là một trang web được đổi tên. Mở trang đó, in ra PDF (chọn In, rồi Lưu thành PDF), sau đó gửi tệp PDF.',
  'document.refused.not_a_supported_type':
    'Tệp là {found}, không phải PDF, DOCX hay XLSX. Mở bằng chương trình đã tạo ra tệp, lưu thành PDF hoặc DOCX rồi gửi lại.',
  'document.refused.not_an_office_document':
    'Tệp là một tệp nén, bên trong không có văn bản Word hay bảng tính Excel. Giải nén và gửi chính văn bản.',
  'document.refused.encrypted':
    'Tệp được bảo vệ bằng mật khẩu hoặc mã hóa nên không kiểm tra được. Mở tệp, bỏ mật khẩu (lưu thành PDF không có mật khẩu) rồi gửi lại.',
  'document.refused.restricted':
    'Tệp PDF mở được nhưng bị khóa quyền in, sao chép hoặc chỉnh sửa nên không kiểm tra được. Lưu lại thành PDF không có hạn chế rồi gửi lại.',
  'document.refused.truncated':
    'Tệp bị đứt đoạn, thiếu phần cuối (thường do sao chép hoặc tải về chưa xong). Lấy lại tệp gốc đầy đủ rồi gửi lại.',
  'document.refused.damaged':
    'Tệp bị hỏng ở {at} nên không đọc được trọn vẹn. Mở tệp gốc, lưu hoặc xuất lại thành tệp mới rồi gửi lại.',
  'document.refused.foreign_data':
    'Ngoài văn bản, tệp còn chứa dữ liệu khác nối vào trước hoặc sau, có thể che giấu một tệp thứ hai. Mở văn bản, lưu hoặc xuất lại thành tệp mới rồi gửi tệp mới.',
  'document.refused.too_complex':
    'Tệp quá phức tạp, không kiểm tra xong trong thời gian cho phép. In lại thành PDF (In, rồi Lưu thành PDF) rồi gửi tệp mới.',
  'document.refused.no_pages': 'Tệp PDF không có trang nào. Xuất lại thành PDF từ văn bản gốc rồi gửi lại.',
  'document.refused.blank':
    'Tệp không có nội dung: trang nào cũng trống. Mở tệp để kiểm tra, rồi chọn đúng tệp hoặc xuất lại thành PDF.',
  'document.refused.too_many_pages': 'Tệp có {pages} trang, vượt mức {limit} trang. Tách phần sau thành phụ lục.',
  'document.refused.javascript':
    'Tệp PDF chứa mã lệnh JavaScript. In lại thành PDF (In, rồi Lưu thành PDF) để chỉ còn nội dung, rồi gửi tệp mới.',
  'document.refused.launch_action':
    'Tệp PDF có lệnh khởi chạy chương trình. In lại thành PDF (In, rồi Lưu thành PDF) rồi gửi tệp mới.',
  'document.refused.embedded_files':
    'Tệp PDF có tệp khác đính kèm bên trong. Bỏ tệp đính kèm, gửi từng tệp thành phụ lục riêng.',
  'document.refused.active_content': 'Tệp có {found}. Lưu lại thành PDF thường hoặc bỏ phần đó rồi gửi lại.',
  'document.refused.macros':
    'Tệp chứa macro ({part}). Trong Word hoặc Excel chọn Lưu thành, kiểu .docx hoặc .xlsx (không có macro), rồi gửi lại.',
  'document.refused.embedded_objects':
    'Tệp chứa đối tượng nhúng của chương trình khác ({part}). Dán lại dưới dạng hình ảnh hoặc bảng, hoặc lưu thành PDF, rồi gửi lại.',
  'document.refused.external_reference':
    'Tệp lấy nội dung từ nơi khác khi mở (mẫu, hình ảnh hoặc dữ liệu liên kết ở {part}). Chèn hẳn nội dung vào tệp hoặc lưu thành PDF, rồi gửi lại.',
  'document.refused.archive_bomb':
    'Nội dung tệp bung ra {expandedMb} MB, vượt mức an toàn {limitMb} MB. Giảm kích thước hình ảnh bên trong, lưu lại rồi gửi.',
  'document.refused.too_many_entries':
    'Bên trong tệp có {entries} thành phần, vượt mức {limit}. Lưu lại thành PDF rồi gửi.',
  'document.refused.path_trick':
    'Bên trong tệp có thành phần mang tên nguy hiểm ({name}). Tạo lại tệp bằng Word hoặc Excel rồi gửi.',
  'document.refused.duplicate_entry':
    'Bên trong tệp có hai thành phần trùng tên ({name}). Mở bằng Word hoặc Excel, lưu thành tệp mới rồi gửi.',

  'document.advice.scan':
    'Đây là bản quét, không có lớp chữ nên hệ thống không đọc được nội dung. Đơn vị tự điền thông tin và đánh dấu các nội dung đã có trong kế hoạch.',
  'document.advice.old_font':
    'Văn bản dùng phông chữ cũ (TCVN3, VNI) hoặc phông không kèm bảng mã nên hệ thống không đọc đúng được chữ. Đơn vị tự điền thông tin và đánh dấu các nội dung đã có; lần sau nên dùng phông Unicode (Times New Roman).',
  'document.advice.partly_scanned':
    '{pages}/{total} trang là ảnh quét, không đọc được chữ. Kiểm tra lại các nội dung hệ thống chưa tìm thấy.',
  'document.advice.not_a4': '{pages}/{total} trang không phải khổ A4.',
  'document.advice.read_in_part': 'Hệ thống chỉ đọc {pages} trang đầu trong {total} trang.',
  'document.advice.signature_covers_part':
    'Chữ ký số không bao phủ toàn bộ tệp: tệp đã được thay đổi sau khi ký. Kiểm tra lại bản đã ký.',
  'document.advice.links_to_other_files': 'Tệp có liên kết đến tệp khác trên máy; người nhận sẽ không mở được.',
  'document.advice.tracked_changes':
    'Văn bản còn dấu vết sửa đổi (Track Changes). Nên chấp nhận hoặc từ chối các thay đổi trước khi gửi.',
  'document.advice.comments': 'Văn bản còn {count} nhận xét bên lề. Nên xóa trước khi gửi.',
  'document.advice.name_says_otherwise': 'Tên tệp có đuôi .{declared} nhưng nội dung là {kind}.',

  'document.found.image': 'một hình ảnh',
  'document.found.old_office': 'văn bản Office kiểu cũ (.doc, .xls)',
  'document.found.opendocument': 'văn bản OpenDocument (.odt, .ods)',
  'document.found.presentation': 'bài trình chiếu PowerPoint',
  'document.found.office_template': 'một tệp mẫu của Word hoặc Excel',
  'document.found.binary_workbook': 'bảng tính nhị phân (.xlsb)',
  'document.found.rich_text': 'văn bản RTF',
  'document.found.archive': 'một tệp nén',
  'document.found.xml': 'một tệp XML',
  'document.found.plain_text': 'văn bản thuần (.txt)',
  'document.found.unknown': 'một loại tệp không nhận ra',
  'document.found.xfa_form': 'biểu mẫu động (XFA)',
  'document.found.multimedia': 'âm thanh, phim hoặc mô hình 3D',
  'document.found.form_submission': 'biểu mẫu tự gửi dữ liệu đi nơi khác',
  'document.found.dde_field': 'trường DDE gọi chương trình khác',
  'document.found.remote_field': 'trường hoặc công thức lấy nội dung từ nơi khác',
  'document.found.xml_entities': 'khai báo thực thể XML (thường dùng để làm treo máy hoặc đọc trộm tệp)',
  'document.found.program_link': 'liên kết chạy lệnh hoặc gọi chương trình trên máy người đọc',

  'document.at.header': 'phần đầu tệp',
  'document.at.cross_reference': 'bảng chỉ mục của tệp',
  'document.at.object': 'cấu trúc bên trong',
  'document.at.stream': 'một khối dữ liệu nén',
  'document.at.page_tree': 'danh sách trang',
  'document.at.page_content': 'nội dung trang',
  'document.at.archive_directory': 'mục lục của tệp nén',
  'document.at.archive_entry': 'một thành phần bên trong',
  'document.at.package_part': 'một phần của văn bản',

  'document.kind.pdf': 'PDF',
  'document.kind.docx': 'văn bản Word (DOCX)',
  'document.kind.xlsx': 'bảng tính Excel (XLSX)',
} as const;
