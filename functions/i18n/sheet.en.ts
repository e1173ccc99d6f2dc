import type { sheetVi } from './sheet.vi.ts';

/** Words of the approval sheet in English. */
export const sheetEn: Readonly<Record<keyof typeof sheetVi, string>> = {
  'sheet.heading': 'APPROVAL OF A PLAN',
  'sheet.remark': 'Made from the electronic file',
  'sheet.approved_at': 'Approved at {moment}',
  'sheet.file_name': 'Approval sheet - {unit} - {notation}.pdf',
  'sheet.plan': 'The approved plan',
  'sheet.fact.unit': 'Unit',
  'sheet.fact.directive': 'Carries out',
  'sheet.fact.notation': 'Number; date of issue',
  'sheet.fact.signer': 'Signed by (office)',
  'sheet.fact.version': 'Version',
  'sheet.notation_of': '{notation}, {date}',
  'sheet.version_of': '{version}; submitted by {name} at {moment}',
  'sheet.files': 'Files and their SHA-256',
  'sheet.decisions': 'Decisions',
  'sheet.decider': '{name}, {title}',
  'sheet.decider_for': '{name}, {title} (for {reviewer})',
  'sheet.choice.approve': 'Approved, {moment}',
  'sheet.choice.return': 'Asked to return it, {moment}',
  'sheet.stage': 'Stage {stage}: {name}',
  'sheet.item_comment': '{item}: {text}',
  'sheet.shortened': '… (whole text in the record)',
  'sheet.more.one': 'and {count} more, in the record',
  'sheet.more.other': 'and {count} more, in the record',
  'sheet.history': 'The chain of events on record',
  'sheet.fact.events': 'Events',
  'sheet.fact.last_hash': 'Hash of the last event',
  'sheet.verify': 'How to check',
  'sheet.verify.file':
    '1. Compute the SHA-256 of the file you have (Windows: certutil -hashfile FILE SHA256; Linux: sha256sum FILE) and compare it with the one above. If every character agrees, it is the file that was approved.',
  'sheet.verify.sheet':
    '2. Compare this sheet with the record by the command below. It computes the hash chain of all events again and compares every fact of the sheet.',
  'sheet.verify.command': 'ward-plans verify {directive} {unit} --sheet {file}',
  'sheet.verify.file_name': 'SHEET.pdf',
  'sheet.foot': 'Times are Vietnamese time. The facts of this sheet lie in this PDF file for programs to read.',
};
