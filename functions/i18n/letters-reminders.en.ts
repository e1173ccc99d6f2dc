import type { lettersRemindersVi } from './letters-reminders.vi.ts';

export const lettersRemindersEn: Readonly<Record<keyof typeof lettersRemindersVi, string>> = {
  'letter.footer.why_head': 'Recipient: {name}, head of {unit}.',
  'letter.footer.why_leader': 'Recipient: {name}, of the leadership of {authority}.',
  'letter.footer.why_reviews': 'Recipient: {name}, reviewer.',
  'letter.footer.why_digest': 'Recipient: {name}, who is in charge of what is listed above.',
  'letter.reminder.lead_returned': '{office} has not yet received the completed {subject} of {unit}.',
  'letter.overdue.lead_returned':
    'The completed {subject} was due {deadline}. By {moment}, {office} has not received it from {unit}.',
  'letter.directive_opened.on_day': '{date}: reminder, the last day in time',
  'letter.calendar.summary': '{unit}: plan due ({office})',
  'letter.more.one': 'and {count} more, see the report',
  'letter.more.other': 'and {count} more, see the report',

  'letter.escalation.subject.one': '{count} unit behind schedule',
  'letter.escalation.subject.other': '{count} units behind schedule',
  'letter.escalation.lead.one': '{office} reports: by {moment}, {count} unit is overdue with its {subject}.',
  'letter.escalation.lead.other': '{office} reports: by {moment}, {count} units are overdue with their {subject}.',
  'letter.escalation.ask': 'Please see to the units listed below.',
  'letter.escalation.units': 'Overdue units',
  'letter.escalation.unit': '{unit}: due {deadline}, {days} late',
  'letter.escalation.unit_not_delivered': '{unit}: due {deadline}, {days} late; mail does not reach the unit',
  'letter.escalation.button': 'Open the report',

  'letter.review_reminder.subject.one': '{count} plan waits for your decision',
  'letter.review_reminder.subject.other': '{count} plans wait for your decision',
  'letter.review_reminder.subject_only': 'Waiting for your decision',
  'letter.review_reminder.lead.one': '{count} plan is due for your decision.',
  'letter.review_reminder.lead.other': '{count} plans are due for your decision.',
  'letter.review_reminder.stand_in.one': 'From today on you decide in place of {reviewer}: {count} plan waits.',
  'letter.review_reminder.stand_in.other': 'From today on you decide in place of {reviewer}: {count} plans wait.',
  'letter.review_reminder.longest':
    'Listed below are those that wait longest ({shown}); the review page leads to the full list.',
  'letter.review_reminder.list': 'Waiting for you',
  'letter.review_reminder.line': '{unit}, plan no. {notation}: {stage}, due {date}',

  'letter.late_reviews.subject.one': '{count} review is late',
  'letter.late_reviews.subject.other': '{count} reviews are late',
  'letter.late_reviews.subject_only': 'Review is late',
  'letter.late_reviews.lead.one':
    '{count} plan has no decision although it was asked for again. {office}, please follow up.',
  'letter.late_reviews.lead.other':
    '{count} plans have no decision although it was asked for again. {office}, please follow up.',
  'letter.late_reviews.list': 'Waiting',
  'letter.late_reviews.line': '{unit}, plan no. {notation}: {stage} ({reviewer}), due {date}',

  'letter.weekly_summary.subject': 'Weekly summary, units that have submitted: {submitted} of {expected}',
  'letter.weekly_summary.lead': 'Units that have submitted their {subject} by {moment}: {submitted} of {expected}.',
  'letter.weekly_summary.on_time': 'Submitted on time',
  'letter.weekly_summary.late': 'Submitted late',
  'letter.weekly_summary.not_yet_due': 'Missing, not yet due',
  'letter.weekly_summary.overdue': 'Missing, overdue',
  'letter.weekly_summary.in_review': 'In review',
  'letter.weekly_summary.returned': 'Returned for completion',
  'letter.weekly_summary.approved': 'Approved',

  'letter.digest.subject.one': '{count} matter for your attention today',
  'letter.digest.subject.other': '{count} matters for your attention today',
  'letter.digest.lead.one': 'There is {count} matter for your attention, listed in this one letter.',
  'letter.digest.lead.other': 'There are {count} matters for your attention, listed in this one letter.',
  'letter.digest.plan': '{unit}: plan due {deadline}',
  'letter.digest.plan_overdue': '{unit}: plan overdue ({deadline})',
  'letter.digest.review': '{unit}: decision due {date}',
  'letter.digest.settings': 'How you get letters',
  'letter.digest.unsubscribe': 'No digests any more',

  'letter.extension_asked.subject': 'More time asked for',
  'letter.extension_asked.lead':
    '{unit} asks for time until the end of {date} for its {subject}. {office}, please answer.',
  'letter.extension_asked.button': 'View and answer',
  'letter.extension_asked.wanted': 'Day asked for',
  'letter.extension_asked.current': 'Present deadline',
  'letter.extension_asked.reason': 'Reason',

  'letter.extension_granted.subject': 'Extended until {date}',
  'letter.extension_granted.lead':
    '{office} grants {unit} the time asked for: the {subject} is due no later than {date}.',
  'letter.extension_granted.lead_changed':
    '{office} grants {unit} another day than the one asked for ({wanted}): the {subject} is due no later than {date}.',
  'letter.extension_refused.subject': 'Not extended',
  'letter.extension_refused.lead':
    '{office} does not grant time until {wanted}. The plan of {unit} is still due {deadline}.',
  'letter.extension.answer': 'The office’s reply',

  'letter.not_delivered.subject': 'Mail does not arrive',
  'letter.not_delivered.lead':
    'Mail to {name} ({address}) does not arrive. The service sends nothing more to that address.',
  'letter.not_delivered.ask':
    'Not reached is not the same as not answered: {office}, please get in touch directly and put the address right. Then new links go out and the old ones stop working.',
  'letter.not_delivered.why': 'Reason',
  'letter.not_delivered.why_address':
    'the recipient’s mail server refuses it; the address does not exist or is out of use ({code})',
  'letter.not_delivered.why_suppressed':
    'the mail service blocks the address, because earlier mail did not arrive or was reported as spam ({code})',
  'letter.not_delivered.why_complaint': 'the recipient has reported the letter as spam ({code})',
  'letter.not_delivered.correct': 'Correcting the address',
  'letter.not_delivered.correct_intro': 'Whoever operates the service corrects the address with the command below.',
  'letter.not_delivered.correct_label': 'Command',
  'letter.not_delivered.correct_address': 'RIGHT-ADDRESS',
  'letter.not_delivered.address': 'Address',
  'letter.new_links.extension': 'Answer a request for more time',
};
