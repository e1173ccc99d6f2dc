/** Words for deadlines and moments, wherever they are shown. */
export const deadlinesEn = {
  'letter.deadline.before_date': 'before {date}',
  'letter.deadline.by_date': 'no later than {date}',
  'letter.deadline.by_instant': 'no later than {time} on {date}',
  'letter.deadline_in_full.before_date': 'before {date} (by the end of {lastDay}, Vietnam time)',
  'letter.deadline_in_full.by_date': 'no later than {date} (by the end of that day, Vietnam time)',
  'letter.deadline_in_full.by_instant': 'no later than {time} on {date} (Vietnam time)',
  'letter.moment': '{time} on {date} (Vietnam time)',
} as const;
