import { describe, expect, it } from 'vitest';
import type { Advisory, RefusalReason } from '../../../functions/domain/documents/inspection.ts';
import { documentSentence } from '../../../functions/i18n/document-sentence.ts';
import { messagesFor } from '../../../functions/i18n/page-messages.ts';

/** One of each: a new code does not compile until it stands here. */
const reasons: { [Code in RefusalReason['code']]: Extract<RefusalReason, { code: Code }> } = {
  empty_file: { code: 'empty_file' },
  too_large: { code: 'too_large', sizeMb: 100.5, limitMb: 100 },
  program_file: { code: 'program_file' },
  web_page: { code: 'web_page' },
  not_a_supported_type: { code: 'not_a_supported_type', found: 'old_office' },
  not_an_office_document: { code: 'not_an_office_document' },
  encrypted: { code: 'encrypted' },
  restricted: { code: 'restricted' },
  truncated: { code: 'truncated' },
  damaged: { code: 'damaged', at: 'page_tree' },
  foreign_data: { code: 'foreign_data' },
  too_complex: { code: 'too_complex' },
  no_pages: { code: 'no_pages' },
  blank: { code: 'blank' },
  too_many_pages: { code: 'too_many_pages', pages: 5_000, limit: 3_000 },
  javascript: { code: 'javascript' },
  launch_action: { code: 'launch_action' },
  embedded_files: { code: 'embedded_files' },
  active_content: { code: 'active_content', found: 'multimedia' },
  macros: { code: 'macros', part: 'word/vbaProject.bin' },
  embedded_objects: { code: 'embedded_objects', part: 'word/embeddings/a.bin' },
  external_reference: { code: 'external_reference', part: 'word/settings.xml' },
  archive_bomb: { code: 'archive_bomb', expandedMb: 400.1, limitMb: 300 },
  too_many_entries: { code: 'too_many_entries', entries: 6_000, limit: 5_000 },
  path_trick: { code: 'path_trick', name: '../a' },
  duplicate_entry: { code: 'duplicate_entry', name: 'a.xml' },
};
const advisories: { [Code in Advisory['code']]: Extract<Advisory, { code: Code }> } = {
  scan: { code: 'scan' },
  old_font: { code: 'old_font' },
  partly_scanned: { code: 'partly_scanned', pages: 2, total: 3 },
  not_a4: { code: 'not_a4', pages: 1, total: 3 },
  read_in_part: { code: 'read_in_part', pages: 60, total: 300 },
  signature_covers_part: { code: 'signature_covers_part' },
  links_to_other_files: { code: 'links_to_other_files' },
  tracked_changes: { code: 'tracked_changes' },
  comments: { code: 'comments', count: 4 },
  name_says_otherwise: { code: 'name_says_otherwise', declared: 'pdf', kind: 'docx' },
};

describe.each(['vi', 'en'] as const)('what an inspection found, in %s,', (locale) => {
  const messages = messagesFor(locale);

  it.each(Object.values(reasons))('is a whole sentence for the reason $code', (reason) => {
    const sentence = documentSentence(messages, 'refused', reason);
    expect(sentence).toMatch(/^\p{Lu}.{20,}\.$/u);
    expect(sentence).not.toMatch(/[{}]|undefined/);
  });

  it.each(Object.values(advisories))('is a whole sentence for the advisory $code', (advisory) => {
    expect(documentSentence(messages, 'advice', advisory)).toMatch(/^[\p{Lu}\d][^{}]{15,}\.$/u);
  });
});

describe('a sentence about a document', () => {
  const messages = messagesFor('vi');

  it('names codes in its parameters in the words of its language', () => {
    expect(documentSentence(messages, 'refused', reasons.damaged)).toContain('danh sách trang');
    expect(documentSentence(messages, 'refused', reasons.not_a_supported_type)).toContain('.doc, .xls');
    expect(documentSentence(messages, 'advice', advisories.name_says_otherwise)).toContain('văn bản Word (DOCX)');
  });

  it('groups digits as its language does', () => {
    expect(documentSentence(messages, 'refused', reasons.too_many_pages)).toContain('5.000 trang');
    expect(documentSentence(messages, 'refused', reasons.too_large)).toContain('100,5 MB');
  });
});
