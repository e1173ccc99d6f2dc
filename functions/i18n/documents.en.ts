/** What an inspection found in a document: what is wrong and what to do next. Keys are the inspection's codes. */
export const documentsEn = {
  'document.refused.could_not_be_read':
    'The system could not read this file, though it tried several times. Save it in another way (for example export the PDF from Word again) and upload it again.',
  'document.refused.other_bytes':
    'The file that arrived is not the one that was chosen. Choose the file and upload it again.',
  'document.refused.spreadsheet_as_plan':
    'A plan must be a PDF or DOCX file; a spreadsheet can only be an annex. Upload this file among the annexes.',
  'document.refused.scan_threat':
    'The malware scan found something harmful in the file, so it is not accepted. Check the computer with an antivirus program, make the file anew from its source and upload it again.',
  'document.refused.scan_unsupported':
    'The file could not be scanned for malware, so it is not accepted. Save it as a PDF without password and upload it again.',
  'document.refused.scan_access_denied':
    'The file could not be scanned for malware yet, so it is not accepted. Upload it again in a few minutes; if that does not help, contact the consolidating office.',
  'document.refused.scan_failed':
    'The malware scan failed, so the file is not accepted. Upload it again in a few minutes; if that does not help, contact the consolidating office.',
  'document.refused.scan_no_answer':
    'The malware scan gave no answer in time, so the file is not accepted. Upload it again; if that does not help, contact the consolidating office.',
  'document.refused.empty_file': 'The file has no content (0 bytes). Check it on your computer and choose it again.',
  'document.refused.too_large':
    'The file has {sizeMb} MB; the limit is {limitMb} MB. Scan at a lower resolution or move parts into annexes.',
  'document.refused.program_file':
    'This file is a program, not a document. Do not open it; have your computer checked, then choose the right file.',
  'document.refused.web_page':
    'This file is a renamed web page. Open the page, print it to PDF (Print, Save as PDF), then send the PDF.',
  'document.refused.not_a_supported_type':
    'The file is {found}, not a PDF, DOCX or XLSX. Open it in the program that made it, save as PDF or DOCX, and send that.',
  'document.refused.not_an_office_document':
    'The file is an archive without a Word document or Excel workbook inside. Unpack it and send the document itself.',
  'document.refused.encrypted':
    'The file is protected by a password or encrypted, so it cannot be inspected. Open it, remove the password (save as PDF without password) and send it again.',
  'document.refused.restricted':
    'The PDF opens, but printing, copying or changing it is locked, so it cannot be inspected. Save it as PDF without restrictions and send it again.',
  'document.refused.truncated':
    'The file is cut off: its end is missing, mostly because copying or downloading did not finish. Get the complete file and send it again.',
  'document.refused.damaged':
    'The file is damaged in {at} and cannot be read whole. Open the original, save or export it as a new file, and send that.',
  'document.refused.foreign_data':
    'Beside the document the file holds other data, before or behind it, which may hide a second file. Open the document, save or export it as a new file, and send that.',
  'document.refused.too_complex':
    'The file is too complex to inspect in the time allowed. Print it to PDF (Print, Save as PDF) and send the new file.',
  'document.refused.no_pages': 'The PDF has no pages. Export it again from the original document and send that.',
  'document.refused.blank':
    'The file has no content: all of its pages are blank. Open it to check, then choose the right file or export it again.',
  'document.refused.too_many_pages': 'The file has {pages} pages; the limit is {limit}. Move later parts into annexes.',
  'document.refused.javascript':
    'The PDF contains JavaScript. Print it to PDF (Print, Save as PDF) so that only its content remains, and send the new file.',
  'document.refused.launch_action':
    'The PDF would start a program. Print it to PDF (Print, Save as PDF) and send the new file.',
  'document.refused.embedded_files':
    'The PDF carries other files inside. Remove them and send each as an annex of its own.',
  'document.refused.active_content':
    'The file has {found}. Save it as a plain PDF or remove that part, and send it again.',
  'document.refused.macros':
    'The file contains macros ({part}). In Word or Excel choose Save As, type .docx or .xlsx (without macros), and send that.',
  'document.refused.embedded_objects':
    'The file contains an object of another program ({part}). Paste it as a picture or table, or save as PDF, and send it again.',
  'document.refused.external_reference':
    'The file fetches content from elsewhere when opened (a template, picture or linked data at {part}). Insert the content itself or save as PDF, and send it again.',
  'document.refused.archive_bomb':
    'The content of the file expands to {expandedMb} MB; the safe limit is {limitMb} MB. Reduce the pictures inside, save and send it again.',
  'document.refused.too_many_entries':
    'The file consists of {entries} parts; the limit is {limit}. Save it as PDF and send that.',
  'document.refused.path_trick':
    'A part inside the file has a dangerous name ({name}). Make the file anew in Word or Excel and send that.',
  'document.refused.duplicate_entry':
    'Two parts inside the file have the same name ({name}). Open it in Word or Excel, save it as a new file and send that.',

  'document.advice.scan':
    'This is a scan without a text layer, so nothing could be read. The unit fills in the form and ticks the items that the plan answers.',
  'document.advice.old_font':
    'The text is in a font from before Unicode (TCVN3, VNI), or one that does not name its letters, so it could not be read. The unit fills in the form and ticks the items that the plan answers; better use a Unicode font (Times New Roman) next time.',
  'document.advice.partly_scanned':
    '{pages} of {total} pages are scanned pictures without text. Check the items that were not found.',
  'document.advice.not_a4': '{pages} of {total} pages are not A4.',
  'document.advice.read_in_part': 'Only the first {pages} of {total} pages were read.',
  'document.advice.signature_covers_part':
    'The digital signature does not cover the whole file: it was changed after signing. Check the signed document.',
  'document.advice.links_to_other_files':
    'The file links to other files on a computer; readers will not be able to open them.',
  'document.advice.tracked_changes':
    'The document still shows tracked changes. Better accept or reject them before sending.',
  'document.advice.comments': 'The document still has {count} margin comments. Better remove them before sending.',
  'document.advice.name_says_otherwise': 'The name ends in .{declared}, but the content is {kind}.',

  'document.found.image': 'a picture',
  'document.found.old_office': 'an Office document of the old kind (.doc, .xls)',
  'document.found.opendocument': 'an OpenDocument file (.odt, .ods)',
  'document.found.presentation': 'a PowerPoint presentation',
  'document.found.office_template': 'a template of Word or Excel',
  'document.found.binary_workbook': 'a binary workbook (.xlsb)',
  'document.found.rich_text': 'an RTF text',
  'document.found.archive': 'an archive',
  'document.found.xml': 'an XML file',
  'document.found.plain_text': 'plain text (.txt)',
  'document.found.unknown': 'of an unknown kind',
  'document.found.xfa_form': 'a dynamic form (XFA)',
  'document.found.multimedia': 'sound, film or a 3D model',
  'document.found.form_submission': 'a form that sends data elsewhere',
  'document.found.dde_field': 'a DDE field that calls another program',
  'document.found.remote_field': 'a field or formula that fetches content from elsewhere',
  'document.found.xml_entities': 'XML entities of its own (used to make computers hang or to read their files)',
  'document.found.program_link': "a link that runs a command or a program on the reader's computer",

  'document.at.header': 'its header',
  'document.at.cross_reference': 'its index',
  'document.at.object': 'its inner structure',
  'document.at.stream': 'a block of compressed data',
  'document.at.page_tree': 'its list of pages',
  'document.at.page_content': 'the content of a page',
  'document.at.archive_directory': 'the directory of its archive',
  'document.at.archive_entry': 'a part inside',
  'document.at.package_part': 'a part of the document',

  'document.kind.pdf': 'a PDF',
  'document.kind.docx': 'a Word document (DOCX)',
  'document.kind.xlsx': 'an Excel workbook (XLSX)',
} as const;
