import { isLate } from '../domain/deadline.ts';
import { expectedBy } from '../domain/reminder-plan.ts';
import { approved } from './approved.ts';
import { deadlineFile } from './deadline-file.ts';
import { decisionWithdrawn } from './decision-withdrawn.ts';
import { delegated } from './delegated.ts';
import { digest } from './digest.ts';
import { directiveOpened } from './directive-opened.ts';
import { escalation } from './escalation.ts';
import { excused } from './excused.ts';
import { extensionAnswered, extensionAsked } from './extension.ts';
import { fileHarmful } from './file-harmful.ts';
import { fileRefused } from './file-refused.ts';
import { invitation } from './invitation.ts';
import type { LetterFacts, RenderedLetter } from './letter-facts.ts';
import { newLinks } from './new-links.ts';
import { notDelivered } from './not-delivered.ts';
import { overdue } from './overdue.ts';
import { personLeft } from './person-left.ts';
import { question } from './question.ts';
import { questionAnswered } from './question-answered.ts';
import { receipt } from './receipt.ts';
import { reminder } from './reminder.ts';
import { returned } from './returned.ts';
import { reviewClosed } from './review-closed.ts';
import { reviewRequest } from './review-request.ts';
import { standIn } from './stand-in.ts';
import { lateReviews, reviewReminder } from './waiting-reviews.ts';
import { weeklySummary } from './weekly-summary.ts';

const render = (facts: LetterFacts): RenderedLetter => {
  switch (facts.kind) {
    case 'invitation':
      return invitation(facts);
    case 'directive_opened':
      return directiveOpened(facts);
    case 'receipt':
      return receipt(facts);
    case 'review_request':
      return reviewRequest(facts);
    case 'review_closed':
      return reviewClosed(facts);
    case 'decision_withdrawn':
      return decisionWithdrawn(facts);
    case 'question':
      return question(facts);
    case 'question_answered':
      return questionAnswered(facts);
    case 'delegated':
      return delegated(facts);
    case 'returned':
      return returned(facts);
    case 'approved':
      return approved(facts);
    case 'excused':
      return excused(facts);
    case 'file_harmful':
      return fileHarmful(facts);
    case 'file_refused':
      return fileRefused(facts);
    // which of the two is true depends on the moment of sending: a letter held up over the deadline must not say "left"
    case 'reminder':
    case 'overdue':
      return isLate(facts.now, expectedBy(facts.assignment) ?? facts.assignment.deadline)
        ? overdue(facts)
        : reminder(facts);
    case 'escalation':
      return escalation(facts);
    case 'review_reminder':
      return reviewReminder(facts);
    case 'late_reviews':
      return lateReviews(facts);
    case 'weekly_summary':
      return weeklySummary(facts);
    case 'digest':
      return digest(facts);
    case 'extension_asked':
      return extensionAsked(facts);
    case 'extension_granted':
    case 'extension_refused':
      return extensionAnswered(facts);
    case 'not_delivered':
      return notDelivered(facts);
    case 'person_left':
      return personLeft(facts);
    case 'stand_in':
      return standIn(facts);
    case 'new_links':
      return newLinks(facts);
  }
};

/** The letter that its facts give, in the recipient's language, with the calendar file of the deadline it is about. */
export const renderLetter = (facts: LetterFacts): RenderedLetter => {
  const letter = render(facts);
  const file = deadlineFile(facts);
  return file ? { ...letter, attachments: [file] } : letter;
};
