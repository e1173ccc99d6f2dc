/** Words for deadlines and moments, wherever they are shown. */
export const deadlinesVi = {
  'letter.deadline.before_date': 'trước ngày {date}',
  'letter.deadline.by_date': 'chậm nhất ngày {date}',
  'letter.deadline.by_instant': 'chậm nhất {time} ngày {date}',
  'letter.deadline_in_full.before_date': 'trước ngày {date} (muộn nhất là 24:00 ngày {lastDay}, giờ Việt Nam)',
  'letter.deadline_in_full.by_date': 'chậm nhất ngày {date} (đến 24:00 ngày này, giờ Việt Nam)',
  'letter.deadline_in_full.by_instant': 'chậm nhất {time} ngày {date} (giờ Việt Nam)',
  'letter.moment': '{time} ngày {date} (giờ Việt Nam)',
} as const;
