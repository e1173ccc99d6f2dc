/** What is remarkable about a plan that was taken: in letters, pages and sheets. */
export const remarksEn = {
  'remark.notation_used': 'The number {notation} has been used this year for the directive {directive}.',
  'remark.dated_in_future': 'Dated after the day of submission.',
  'remark.dated_after_deadline': 'The date of issue is not before the deadline.',
  'remark.other_unit_in_heading': 'The heading names another body: {heading} (submitted by {unit}).',
  'remark.same_file_other_unit': 'Another unit has submitted this very file.',
  'remark.unchanged_file': 'The file is the same as in the version before.',
} as const;
