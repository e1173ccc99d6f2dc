/** Why something is refused, and what to do next; keys are the stable codes of refusals. */
export const refusalsEn = {
  'refusal.already_in_review':
    'The plan is under review and cannot be changed now. If it must be corrected, ask the reviewer to return it.',
  'refusal.already_approved': 'The plan has been approved. Nothing more needs to be done.',
  'refusal.assignment_excused': 'Your unit has been excused from this task. No plan is needed.',
  'refusal.nothing_to_review': 'The unit has not submitted a plan yet, so there is nothing to review.',
  'refusal.not_approved_yet': 'The plan has not been approved, so it cannot be reopened.',
  'refusal.directive_not_open':
    'The directive is not open yet or already closed and takes no plans. Contact the consolidating office.',
  'refusal.directive_exists_differently':
    'A directive with this id exists with other content. Use another id, or leave the opened content as it is.',
  'refusal.no_document': 'No plan document yet. Choose a PDF or DOCX file and submit again.',
  'refusal.document_not_found': 'The uploaded file was not found. Upload it once more, then submit.',
  'refusal.document_not_inspected_yet': 'The file is still being inspected. Wait a few seconds and submit again.',
  'refusal.document_withheld':
    'This file cannot be opened any more: a malware scan after its submission found something harmful. The unit and the consolidating office have been told.',
  'refusal.plan_withheld':
    'This version cannot be approved: a malware scan after its submission found something harmful in a file of the plan. Return it, so that the unit sends another.',
  'refusal.document_refused': 'This file is not accepted. See the reason, choose another file and submit again.',
  'refusal.document_already_submitted':
    'This file has been submitted with another version. Upload a new file, then submit.',
  'refusal.notation_malformed': 'The number and notation are not right. Enter them like 15/KH-UBND.',
  'refusal.issued_on_malformed': 'The date of issue is not right. Enter an existing day as day/month/year.',
  'refusal.signer_office_missing': "The signer's office is missing. For example: Chairperson.",
  'refusal.no_items_answered': 'No item that the plan answers has been ticked. Tick at least one.',
  'refusal.unknown_item': 'An item does not belong to this directive. Reload the page and tick again.',
  'refusal.file_too_large': 'The file is larger than {max}. Reduce it or split it, then upload again.',
  'refusal.file_empty': 'The file has no content (0 bytes). Check it and choose it again.',
  'refusal.file_type_not_accepted':
    'Only PDF and DOCX files are accepted. Save the plan as one of these and upload again.',
  'refusal.too_many_uploads':
    'Your unit has uploaded too many files today. Try again tomorrow or contact the consolidating office.',
  'refusal.not_your_review':
    'This review is not assigned to the holder of this link. Use the link in the mail that was sent to you.',
  'refusal.no_open_review': '{person} has no open review of this plan.',
  'refusal.review_closed': 'This review stage has ended; no decision is needed any more.',
  'refusal.version_superseded':
    'The unit has submitted a new version (version {version}). Use the link in the latest mail to decide on it.',
  'refusal.decided_already': 'A decision on this version was recorded before and stays as it is.',
  'refusal.choice_missing': 'No decision chosen. Choose approve or return for completion, then confirm.',
  'refusal.comment_missing': 'A return must say what to complete. Enter a comment and confirm again.',
  'refusal.comment_too_long': 'The text is longer than {max} characters. Shorten it or send a separate document.',
  'refusal.texts_too_long':
    'All that is typed on this page is together longer than {max} characters. Shorten it, or give the details in a file that goes along.',
  'refusal.reason_missing': 'A reason is needed.',
  'refusal.link_unknown': 'This link cannot be used. Ask for a new one.',
  'refusal.changed_meanwhile':
    'Somebody else has just changed this. The page shows the new state; check it and act again if still needed.',
  'refusal.directive_not_found':
    'There is no directive with the id {directive}. Look at the list and enter the id again.',
  'refusal.assignment_not_found': 'The unit {unit} has no task under this directive.',
  'refusal.address_taken':
    'The mail address of {person} belongs to somebody else. Everyone needs an address of their own.',
  'refusal.unknown_person': 'Nobody with the id {person} is in the register. Import that person first.',
  'refusal.reviewer_of_unit': '{person} cannot be a reviewer here: the person is of {unit}, which owes a plan itself.',
  'refusal.unknown_unit': 'No unit with the id {unit} is in the register. Import that unit first.',
  'refusal.unknown_calendar': 'There is no working calendar with the id {calendar}. Import it first.',
  'refusal.export_not_ready': 'The filed report is not ready yet. Wait a few seconds and reload the page.',
  'refusal.too_many_annexes':
    'At most {max} annexes can be sent along. Leave some out or merge them, then submit again.',
  'refusal.annex_type_not_accepted':
    'Annexes are accepted as PDF, DOCX or XLSX only. Save the annex as one of these and upload again.',
  'refusal.not_an_annex':
    'The file {name} was not uploaded as an annex. Leave it out, upload it again under Annexes, then submit again.',
  'refusal.files_too_large': 'The files together are larger than {max}. Reduce them, then submit again.',
  'refusal.note_missing': 'This is a new version. Say what has changed since the version before.',
  'refusal.note_too_long': 'What has changed is longer than {max} characters. Shorten it and submit again.',
  'refusal.signer_office_too_long': "The signer's office is longer than {max} characters. Shorten it and submit again.",
  'refusal.notation_used':
    'Your unit has used {notation} this year for the directive {directive}. Check the number and notation of the plan.',
  'refusal.dated_in_future': 'The date of issue lies after today. Check the date on the plan.',
  'refusal.dated_after_deadline': 'The date of issue is not before the deadline. Check the date on the plan.',
  'refusal.other_unit_in_heading':
    "This file is headed by another body ({heading}), not {unit}. Choose your own unit's plan.",
  'refusal.same_file_other_unit': "Another unit has submitted this very file. Choose your own unit's plan.",
  'refusal.unchanged_file':
    'This file is the same as in the version before. Choose the completed file and submit again.',

  // during a review
  'refusal.revise_by_past': 'The revise-by date must lie after today. Choose another day.',
  'refusal.revise_by_too_far': 'The revise-by date is more than {max} days away. Check the year.',
  'refusal.revise_by_not_working': 'The revise-by date is a day off. Choose a working day.',
  'refusal.revise_by_malformed': 'The revise-by date is not right. Enter an existing day as day/month/year.',
  'refusal.not_decided_yet': 'There is no decision to withdraw yet.',
  'refusal.withdrawal_too_late':
    'The decision can no longer be withdrawn: 24 hours have passed or the next stage has acted. Ask the consolidating office to reopen the plan if needed.',
  'refusal.code_missing': 'Enter the 6 digits of the mail to confirm the decision.',
  'refusal.code_wrong': 'The code is not right; tries left: {left}. Look at the 6 digits in the latest mail.',
  'refusal.code_used_up':
    'The code can no longer be used. A new mail with a new link and code is on its way to your address.',
  'refusal.stand_in_needs_code':
    'You also review under a directive that asks for a confirmation code. Note the stand-in from a mail of that directive that asks for your review. If you have had none yet, turn to the office.',
  'refusal.delegation_ended': 'The delegation has ended, so this link can no longer be used to decide.',
  'refusal.not_confirmed': 'Not confirmed. Tick the box, then press again.',
  'refusal.delegate_cannot_delegate': 'Only the reviewer can delegate; who stands in passes nothing on.',
  'refusal.delegate_to_self': "You cannot delegate to yourself. Enter a colleague's mail address.",
  'refusal.delegate_reviews_already': 'This person reviews in this stage already. Choose another colleague.',
  'refusal.delegate_absent': 'That person is away in that time as well, and has a stand-in. Please name somebody else.',
  'refusal.own_unit':
    'You work for the unit that submitted the plan, so you cannot decide on it. Ask the consolidating office to give the review to somebody else.',
  'refusal.delegate_of_unit':
    'This person works for the unit that submitted the plan and cannot decide on it. Choose another colleague.',
  'refusal.delegate_unknown':
    'Nobody in the register has this mail address. Check it, or ask the consolidating office to add that person.',
  'refusal.delegation_period_wrong':
    'The period is not right. Enter an existing first and last day, the last not before today, at most {max} days.',
  'refusal.question_missing': 'No question entered.',
  'refusal.question_not_found': 'This question was not found. Reload the page and answer again.',
  'refusal.question_closed': 'This question has been answered or needs no answer any more.',
  'refusal.answer_missing': 'No answer entered.',
  'refusal.answers_missing': 'Every comment on the version before needs an answer: where it was completed, or why not.',
  'refusal.nothing_changes': 'These people review in this stage already; nothing changes.',
  'refusal.stage_without_reviewers': 'Every stage needs at least one reviewer.',
  'refusal.too_few_reviewers': 'This stage asks for the approval of {n} people. Name at least so many.',
  'refusal.too_many_reviewers': 'A stage has {max} reviewers at most.',
  'refusal.stage_unknown': 'The route has no stage {stage}.',

  // asking for more time
  'refusal.date_malformed': 'The day is not right. Enter an existing date as day/month/year.',
  'refusal.extension_not_later': 'That day is not after the present deadline, or has passed. Choose a later one.',
  'refusal.extension_asked_already':
    'An earlier request for more time has not been answered yet. Wait for the consolidating office.',
  'refusal.no_extension_asked':
    'No request for more time waits any longer: it was answered, or the plan has been submitted.',
  'refusal.in_work_past': 'That day has passed. Choose today or a later day.',
  'refusal.in_work_too_far':
    'That day is more than {max} working days ahead. Choose a nearer one, or ask for more time.',
} as const;
