/** Words of the letters during a review: code, comments by item, questions, delegation, withdrawal. */
export const lettersReviewEn = {
  // who acts
  'letter.on_behalf': '{who} (for {reviewer})',
  'letter.quote_about': '{from}, on the item “{item}”',
  'letter.answered_by': '{who} answers',
  'letter.reopened_by': '{office} reopened the approved plan',
  'letter.answered_to': '{unit} answers {office}',
  'letter.footer.why_stand_in': 'Recipient: {name}, who decides for {reviewer} in the stage “{stage}”.',
  'letter.footer.why_delegation': 'Recipient: {name}, because the delegation above concerns the recipient.',
  'letter.footer.why_withdrawn': 'Recipient: {name}, who had been asked to decide on the plan of {unit}.',
  'letter.footer.why_question': 'Recipient: {name}, who asked or who decides on the plan of {unit}.',

  // six digits beside a link
  'letter.code': 'Confirmation code',
  'letter.code_note':
    'The page asks for this code when you confirm your decision. Type it there only; nobody may ask for it by phone or by mail.',

  // facts
  'letter.fact.asked_by': 'Asked by',
  'letter.fact.asked_at': 'Asked at',
  'letter.fact.answered_at': 'Answered at',
  'letter.fact.withdrawn_by': 'Withdrawn by',
  'letter.fact.closed_at': 'Closed at',
  'letter.fact.reviewer': 'Reviewer',
  'letter.fact.delegate': 'Delegate',

  // to a reviewer: field, stand-in, what changed
  'letter.review_request.subject_withdraw': 'Code to withdraw a decision',
  'letter.review_request.lead_withdraw':
    'This is the code with which your decision on plan no. {notation} of {unit} can be withdrawn.',
  'letter.review_request.withdraw_needs':
    'To withdraw it, open the link below, give the reason and type the code. Otherwise nothing needs to be done: the decision stands.',
  'letter.review_request.stood_in':
    '{name} stands in for you until the end of {date} and has been asked as well; whoever decides first, decides. If you did not name this person, open the link below and end it.',
  'letter.review_request.lead_stand_in':
    'Plan no. {notation} of {unit} is submitted for your decision in place of {reviewer}, please no later than {date}.',
  'letter.review_request.stand_in':
    'Your decision is recorded as made for {reviewer}. If {reviewer} decides first, nothing is left for you to do.',
  'letter.review_request.field_lead.one':
    'Please look at {count} of the {all} items, the one in your field, listed below.',
  'letter.review_request.field_lead.other':
    'Please look at {count} of the {all} items, those in your field, listed below.',
  'letter.review_request.field.one': 'The item for you to look at, as stated by the unit',
  'letter.review_request.field.other': 'The {count} items for you to look at, as stated by the unit',
  'letter.review_request.field_answered': '{item} (answered)',
  'letter.review_request.field_unanswered': '{item} (not answered)',
  'letter.review_request.answers.one': 'The unit’s answer to {count} comment on the version before',
  'letter.review_request.answers.other': 'The unit’s answers to {count} comments on the version before',

  // to a unit: comments by item
  'letter.returned.expect_answers.one':
    'When you submit again, the page asks for an answer to this comment: where the change was made, or why not.',
  'letter.returned.expect_answers.other':
    'When you submit again, the page asks for an answer to each of the {count} comments: where the change was made, or why not.',
  'letter.returned.overall': 'Comments on the whole',
  'letter.returned.about_item': 'On the item “{item}”',
  'letter.returned.marked_up_by': '{name} ({size}), with marks by {who}',
  'letter.returned.marked_up': 'The reviewer’s marked-up copy, which opens on your page',

  // to a unit: approved
  'letter.approved.sheet': 'The plan’s record has the approval sheet, to open and print.',

  // to whoever held a review that is no longer needed
  'letter.review_closed.subject': 'No decision needed any more',
  'letter.review_closed.lead':
    'Plan no. {notation} of {unit} no longer needs your decision in the stage “{stage}”. There is nothing for you to do.',
  'letter.review_closed.because.settled': 'This stage has all the decisions it needs.',
  'letter.review_closed.because.withdrawn':
    'A decision in an earlier stage was withdrawn, so this stage has not begun yet.',
  'letter.review_closed.because.reassigned': '{office} has given the task to somebody else.',
  'letter.review_closed.because.excused': 'The unit no longer owes a plan under this directive.',
  'letter.review_closed.because.resubmitted': 'The unit has submitted a new version.',
  'letter.review_closed.decisions': 'Decisions in this stage',
  'letter.review_closed.decision.approve': '{who}: approved, at {moment}',
  'letter.review_closed.decision.return': '{who}: returned for completion, at {moment}',
  'letter.review_closed.reason': 'Reason',

  // to those who had heard of a decision that was taken back
  'letter.decision_withdrawn.subject': 'Decision withdrawn',
  'letter.decision_withdrawn.lead': '{who} has withdrawn a decision on plan no. {notation} of {unit}.',
  'letter.decision_withdrawn.void': 'The letter that told the result of this version no longer holds.',
  'letter.decision_withdrawn.subject_reviewer': 'No decision needed yet',
  'letter.decision_withdrawn.not_yet':
    'That decision belongs to an earlier stage, so yours is not needed for now. A new letter follows when your stage is reached.',
  'letter.decision_withdrawn.reason': 'Reason for withdrawing',

  // to a unit: a question
  'letter.question.subject': 'Please answer a question',
  'letter.question.lead':
    '{who} has a question about plan no. {notation} of {unit}. Please answer on the plan’s page; the plan need not be submitted again.',
  'letter.question.soon':
    'The decision is due no later than {date}, so an early answer helps the plan to be reviewed in time.',
  'letter.question.button': 'Open the page and answer',
  'letter.question.text': 'Question',

  // to a reviewer: the answer
  'letter.question_answered.subject': 'Question answered',
  'letter.question_answered.lead': '{unit} has answered the question of {asker} about plan no. {notation}.',
  'letter.question_answered.lead_yours': '{unit} has answered your question about plan no. {notation}.',
  'letter.question_answered.ask': 'Please decide no later than {date}.',
  'letter.question_answered.text': 'Question and answer',

  // who decides in whose place
  'letter.delegated.subject_given': 'Review delegated',
  'letter.delegated.subject_taken': 'Review delegated to you',
  'letter.delegated.subject_back': 'Delegation ended',
  'letter.delegated.given':
    'You have asked {delegate} to decide in your place on plan no. {notation} of {unit}, no later than {date}.',
  'letter.delegated.given_note':
    'You can still decide yourself; the first decision counts. If it was not you who delegated, tell {office} at once.',
  'letter.delegated.back':
    'You have ended the delegation on plan no. {notation} of {unit}. Please decide no later than {date}.',
  'letter.delegated.past_given': 'You have asked {delegate} to decide in your place on plan no. {notation} of {unit}.',
  'letter.delegated.past_back': 'You have ended the delegation on plan no. {notation} of {unit}.',
  'letter.delegated.taken':
    '{reviewer} has delegated a decision to you: on plan no. {notation} of {unit}, please no later than {date}.',
  'letter.delegated.past_taken':
    '{reviewer} had asked you to decide on plan no. {notation} of {unit}, but this is no longer needed.',
  'letter.delegated.former':
    '{reviewer} no longer asks you to decide on plan no. {notation} of {unit}. There is nothing for you to do.',
  // who stands in for a while
  'letter.stand_in.subject_given': 'Reviews delegated while you are away: {name}',
  'letter.stand_in.subject_taken': 'You stand in as reviewer for {name}',
  'letter.stand_in.subject_ended': 'Standing in has ended: {name}',
  'letter.stand_in.given':
    'From {from} to {until}, both days included, {colleague} decides in your place on the plans that are sent to you. Requests and reminders go to the colleague; after that the delegation ends by itself.',
  'letter.stand_in.taken':
    'From {from} to {until}, both days included, {reviewer} asks you to decide in their place on the plans that are sent to {reviewer}. Each decision records that you made it for {reviewer}.',
  'letter.stand_in.waiting': 'Plans waiting now: {count}. Open the link below and choose to see all plans that wait.',
  'letter.stand_in.taken_note':
    'Requests and reminders of that time come to you. It ends by itself, and cannot be passed on.',
  'letter.stand_in.ended':
    '{colleague} does not stand in for {reviewer} any more. {reviewer} decides on the plans that wait.',
  'letter.stand_in.period': 'Period',
  'letter.stand_in.period_value': '{from} to {until}, both days included',

  // to the office: somebody has left
  'letter.person_left.subject': 'A replacement is needed: {name}',
  'letter.person_left.lead': '{name} no longer does this work; the links that were sent no longer open anything.',
  'letter.person_left.ask': '{office} is asked to name somebody else for what is listed here.',
  'letter.person_left.reviews': 'Plans that wait for a decision of that person',
  'letter.person_left.review': '{unit}: {stage}',
  'letter.person_left.review_delegated': '{unit}: {stage} (delegated to {delegate}, who can still decide)',
  'letter.person_left.units': 'Units of which nobody gets letters now',
  'letter.person_left.steps': 'Steps of the route that still name that person',
} as const;
