import type { Locale } from '../../../functions/domain/directive.ts';
import type { LetterFacts } from '../../../functions/emails/letter-facts.ts';
import { aDelegationEnded, aDelegationToReviewer, aWithdrawalToReviewer } from './review-letter-cases.ts';
import {
  aCodeToWithdraw,
  aFieldReviewRequest,
  aRequestToWhoIsAway,
  aReturnByItem,
  aSecondReviewRequest,
  aStandInReviewRequest,
} from './review-request-cases.ts';

/** Further cases of kinds that have one among the cases of all letters. */
export const reviewLetterVariants: Readonly<Record<string, (locale: Locale) => LetterFacts>> = {
  second_review_request: aSecondReviewRequest,
  field_review_request: aFieldReviewRequest,
  stand_in_review_request: aStandInReviewRequest,
  request_to_who_is_away: aRequestToWhoIsAway,
  code_to_withdraw: aCodeToWithdraw,
  return_by_item: aReturnByItem,
  withdrawal_to_reviewer: aWithdrawalToReviewer,
  delegation_to_reviewer: aDelegationToReviewer,
  delegation_taken_back: (locale) => aDelegationEnded(locale, 'reviewer'),
};
