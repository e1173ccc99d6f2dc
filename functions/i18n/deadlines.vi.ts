/** Words for deadlines and moments, wherever they are shown. */
export const deadlinesVi = {
  'letter.deadline.before_date': 'trước ngày {date}',
  'letter.deadline.by_date': 'chậm nhất ngày {date}',
  'letter.deadline.by_instant': 'chậm nhất {time} ngày {date}',
  'letter.deadline_in_full.before_date': 'trước ngày {date} (muộn nhất là hết ngày {lastDay})',
  'letter.deadline_in_full.by_date': 'chậm nhất ngày {date} (tính cả ngày này)',
  'letter.deadline_in_full.by_instant': 'chậm nhất {time} ngày {date} (giờ Việt Nam)',
  'letter.moment': '{time} ngày {date} (giờ Việt Nam)',
} as const;
