/** Words of the letters. */
export const lettersEn = {
  // what every letter has
  'letter.greeting': 'To: {addressee}',
  'letter.person': '{who}',
  'letter.regards': 'Yours faithfully,',
  'letter.button_address': 'If the button does not work, copy this address into your browser:',
  'letter.quote_from': '{from}:',
  'letter.footer.automatic':
    'Sent automatically by the plan service of {authority}; {office} consolidates and keeps track. For questions, answer this letter: it reaches {office}.',
  'letter.footer.automatic_authority': 'Sent automatically by the plan service of {authority}.',
  'letter.footer.automatic_plain': 'Sent automatically by the plan service.',
  'letter.footer.why_unit': 'Recipient: {name}, who receives the letters of {unit}.',
  'letter.footer.why_reviewer': 'Recipient: {name}, reviewer in the stage “{stage}”.',
  'letter.footer.why_office': 'Recipient: {name}, of {office}, the consolidating office.',
  'letter.footer.why_new_links':
    'Recipient: {name}, because new links were asked for at this address. If it was not you who asked, ignore this letter.',
  'letter.footer.link':
    'Links in this letter are personal to the recipient and valid until {date}; please do not forward them.',

  // facts
  'letter.fact.directive': 'Directive',
  'letter.fact.directive_notation': 'Number of directive',
  'letter.fact.directive_issued': 'Issued',
  'letter.fact.directive_issued_value': 'by {authority} on {date}',
  'letter.fact.deadline': 'Deadline',
  'letter.fact.new_deadline': 'New deadline',
  'letter.fact.former_deadline': 'Former deadline',
  'letter.fact.revise_by': 'Completion due',
  'letter.fact.overdue': 'Overdue',
  'letter.fact.overdue_value': '{working}, {calendar} by the calendar',
  'letter.fact.unit': 'Unit',
  'letter.fact.units': 'Units',
  'letter.fact.plan': 'Plan',
  'letter.fact.plan_value': 'no. {notation} of {date}',
  'letter.fact.notation': 'Number and notation',
  'letter.fact.issued_on': 'Date of issue',
  'letter.fact.signer': 'Signed by',
  'letter.fact.version': 'Version',
  'letter.fact.received_at': 'Received at',
  'letter.fact.submitted_by': 'Submitted by',
  'letter.fact.timeliness': 'Timeliness',
  'letter.fact.file': 'File',
  'letter.fact.file_value': '{name} ({size})',
  'letter.fact.file_name': 'File name',
  'letter.fact.file_size': 'File size',
  'letter.fact.file_size_value': '{size} ({bytes} bytes)',
  'letter.fact.sha256': 'SHA-256 of the file',
  'letter.fact.annex': 'Annex {number}',
  'letter.fact.annex_sha256': 'SHA-256 of annex {number}',
  'letter.fact.stage': 'Stage',
  'letter.fact.rule': 'Passes when',
  'letter.fact.review_by': 'Decision due',
  'letter.fact.approved_at': 'Approved at',
  'letter.days.one': '{count} day',
  'letter.days.other': '{count} days',
  'letter.working_days.one': '{count} working day',
  'letter.working_days.other': '{count} working days',
  'letter.timeliness.on_time': 'On time; due {deadline}',
  'letter.timeliness.late': '{days} late; due {deadline}',
  'letter.timeliness.first_on_time': 'First submission on time; due {deadline}',
  'letter.timeliness.first_late': 'First submission {days} late; due {deadline}',
  'letter.rule.all': 'all reviewers of this stage approve',
  'letter.rule.any': 'one reviewer of this stage approves',
  'letter.rule.n_of.one': 'at least {count} reviewer of this stage approves',
  'letter.rule.n_of.other': 'at least {count} reviewers of this stage approve',

  // to a unit: what is asked
  // what stands before the rest of a subject that is about one unit
  'letter.subject.unit': '{unit}: {what}',
  'letter.subject.unit_number': '{unit}, {number}: {what}',

  'letter.invitation.subject': 'Plan requested, due {deadline}',
  'letter.invitation.lead':
    '{unit} is asked to draw up its plan “{subject}” and to submit it to {office} for consolidation, {deadline}.',
  'letter.invitation.extended_subject': 'Extended, now due {deadline}',
  'letter.invitation.extended_lead':
    'The deadline of {unit} for its plan “{subject}” has been extended. Please submit the plan {deadline}.',
  'letter.invitation.button': 'Open the submission page',
  'letter.invitation.note':
    'Have the signed plan ready as PDF (or DOCX), {max} at most, with its number, notation and date of issue.',
  'letter.invitation.items.one': 'The item that the plan must answer',
  'letter.invitation.items.other': 'The {count} items that the plan must answer',

  // to the office: the directive is open
  'letter.directive_opened.subject.one': 'Plan requested from {count} unit - due {deadline}',
  'letter.directive_opened.subject.other': 'Plans requested from {count} units - due {deadline}',
  'letter.directive_opened.lead.one':
    'The directive below is open. The request for a plan goes out to {count} unit; the plan is due {deadline}.',
  'letter.directive_opened.lead.other':
    'The directive below is open. The request for a plan goes out to {count} units; the plans are due {deadline}.',
  'letter.directive_opened.ask': '{office} is asked to follow the progress on the report page.',
  'letter.directive_opened.button': 'See the progress report',
  'letter.directive_opened.note':
    'The report shows who has submitted, who is missing or overdue, and with whom each plan waits.',
  'letter.directive_opened.schedule': 'Reminders to units without a plan (at {time}, Vietnam time)',
  'letter.directive_opened.before.one': '{date}: reminder, {count} working day left',
  'letter.directive_opened.before.other': '{date}: reminder, {count} working days left',
  'letter.directive_opened.after.one': '{date}: notice, {count} working day overdue',
  'letter.directive_opened.after.other': '{date}: notice, {count} working days overdue',
  'letter.directive_opened.route': 'Review stages',
  'letter.directive_opened.stage.one': '{stage}: {count} working day',
  'letter.directive_opened.stage.other': '{stage}: {count} working days',

  // to a unit: what was received
  'letter.receipt.subject': 'Plan received',
  'letter.receipt.lead': '{office} received plan no. {notation} of {unit} at {moment}.',
  'letter.receipt.next':
    'Next step: {stage}, no later than {date}. The result will be sent by mail; there is nothing for your unit to do until then.',
  'letter.receipt.see_record': 'See the record for where the plan stands now.',
  'letter.receipt.button': 'See the plan’s record',
  'letter.receipt.items_value': '{answered} of {all}, as stated by the unit',
  'letter.receipt.items': 'Items answered',
  'letter.receipt.annexes.one': '{count} annex',
  'letter.receipt.annexes.other': '{count} annexes',
  'letter.receipt.check': 'How to check the file',
  'letter.receipt.check_intro':
    'Run the command below on the file that your unit keeps (its name in place of {file}) and compare with the SHA-256 in this letter. If the two are equal, the file was received byte for byte.',
  'letter.receipt.check_file': 'PLAN.{kind}',

  // to a reviewer
  'letter.review_request.subject': 'For approval',
  'letter.review_request.subject_again': 'For approval (version {version})',
  'letter.review_request.lead':
    'Plan no. {notation} of {unit} is submitted for your decision, please no later than {date}.',
  'letter.review_request.button': 'View and decide',
  'letter.review_request.note':
    'Opening the link decides nothing. A decision is recorded only when you choose to approve or return the plan and confirm it on the page.',
  'letter.review_request.answered': 'Items the plan answers, as stated by the unit ({count} of {all})',
  'letter.review_request.unanswered': 'Items not answered ({count} of {all})',
  'letter.review_request.changes': 'Changes since the version before',
  'letter.review_request.remarks': 'Please note when deciding',
  'letter.review_request.record': 'Record of the plan',
  'letter.review_request.report': 'See also',
  'letter.review_request.report_link': 'Progress report on all units',

  // to a unit: to be completed
  'letter.returned.subject': 'Please complete the plan',
  'letter.returned.lead':
    '{unit} is asked to complete plan no. {notation} as the comments below say and to submit it again no later than {date}.',
  'letter.returned.button': 'Open the page to resubmit',
  'letter.returned.note': 'The version submitted before stays on record.',
  'letter.returned.comments': 'Comments',

  // to a unit: approved
  'letter.approved.subject': 'Plan approved',
  'letter.approved.lead': 'Plan no. {notation} of {unit} was approved at {moment}.',
  'letter.approved.ask': '{unit} is asked to carry out the plan.',
  'letter.approved.button': 'See the plan’s record',
  'letter.approved.decisions': 'Approved by',
  'letter.approved.decision': '{stage}: {who}, at {moment}',
  'letter.approved.remarks': 'Remarks for carrying it out',

  // to a unit that owes no plan any more
  'letter.excused.subject': 'No plan is owed',
  'letter.excused.lead': '{office} gives notice that {unit} no longer owes a plan under the directive named below.',
  'letter.excused.next': 'There is nothing more to do, and no more reminders will come.',
  'letter.excused.button': 'See the unit’s record',
  'letter.excused.reason': 'Reason',

  // to a unit that has not submitted
  'letter.reminder.subject.one': '{count} working day left to submit',
  'letter.reminder.subject.other': '{count} working days left to submit',
  'letter.reminder.subject_today': 'Today is the last day in time',
  'letter.reminder.subject_soon': 'Plan due {deadline}',
  'letter.reminder.lead': '{office} has not yet received the plan “{subject}” of {unit}.',
  'letter.reminder.left.one': '{count} working day is left. Please submit the plan {deadline}.',
  'letter.reminder.left.other': '{count} working days are left. Please submit the plan {deadline}.',
  'letter.reminder.left_none': 'Please submit the plan {deadline}.',
  'letter.reminder.last_day': 'Today, {date}, is the last day that counts as on time.',
  'letter.overdue.subject.one': 'Overdue by {count} working day',
  'letter.overdue.subject.other': 'Overdue by {count} working days',
  'letter.overdue.subject_just': 'The plan is overdue',
  'letter.overdue.lead':
    'The plan “{subject}” was due {deadline}. At {moment}, {office} had not received the plan of {unit}.',
  'letter.overdue.ask':
    '{unit} is asked to submit it now. If there are difficulties, tell {office}, which can consider an extension.',

  // to anyone registered who asked
  'letter.new_links.subject': 'New links, as you asked',
  'letter.new_links.lead.one': 'As you asked, here is a new link to the task that is with you.',
  'letter.new_links.lead.other': 'As you asked, here are new links to the {count} tasks that are with you.',
  'letter.new_links.none': 'Nothing waits for you at present, so this letter has no link.',
  'letter.new_links.submit': 'Submission page',
  'letter.new_links.review': 'View and decide',
  'letter.new_links.report': 'Progress report',
  'letter.new_links.of_unit': '{label} - {unit}',

  'letter.file_harmful.subject': 'A submitted file was found harmful',
  'letter.file_harmful.lead':
    'A malware scan after the submission found something harmful in the file “{name}” of {unit}. Nobody can open or download the file any more.',
  'letter.file_harmful.ask.unit':
    'Please do not open the file, check the computer that made it with an antivirus program, make the document anew from its source, and contact {office} about sending a replacement.',
  'letter.file_harmful.ask.office':
    'Please contact the unit and see to it that the plan is returned, so that a replacement can be sent. Those who had the plan for review have been told too.',
  'letter.file_harmful.ask.reviewer':
    'If you have downloaded the file, please do not open it, delete it, and have your computer checked. If you have not decided yet, you can return the plan so that the unit sends a replacement.',
  'letter.file_harmful.button': "Open the unit's page",

  'letter.file_refused.subject': 'File not accepted',
  'letter.file_refused.lead':
    'The file “{name}” of {unit} was uploaded but is not accepted, for the reason below. Nobody but the unit could open it.',
  'letter.file_refused.ask': 'Please upload another file, then submit the plan.',
  'letter.file_refused.office': 'This is for your information; the unit has been asked to upload another file.',
  'letter.file_refused.reasons': 'Reason',
  'letter.file_refused.button': 'Upload another file',
  'letter.file_refused.button_office': 'Open the report',
} as const;
