import type { DecidedBy, Decision, Review } from '../../../functions/domain/assignment.ts';
import type { PlanVersion } from '../../../functions/domain/plan.ts';
import type { DigestPart, LetterFacts } from '../../../functions/emails/letter-facts.ts';

/** Line breaks in comments are kept, as tags: here the tags shall stay the same, so the comments have one line. */
const oneLineOf = (text: string): string => text.replace(/[\r\n\u0085\u2028\u2029\v\f]/g, ' ');

const retypedActor = (by: DecidedBy, next: () => string): DecidedBy => ({
  ...by,
  name: next(),
  title: `x${next()}`,
  ...(by.onBehalfOf ? { onBehalfOf: { ...by.onBehalfOf, name: next() } } : {}),
});

const retypedDecision = (decision: Decision, next: () => string): Decision => {
  const itemComments = decision.itemComments?.map(({ itemId }) => ({ itemId, text: oneLineOf(next()) }));
  const items = itemComments ? { itemComments } : {};
  if (decision.choice === 'approve') {
    return { ...decision, ...items, ...(decision.remarks === undefined ? {} : { remarks: oneLineOf(next()) }) };
  }
  const { markedUp } = decision;
  return {
    ...decision,
    ...items,
    comment: oneLineOf(next()),
    ...(markedUp ? { markedUp: { ...markedUp, name: next() } } : {}),
  };
};

const retypedReview = (review: Review, next: () => string): Review => {
  const { state } = review;
  const retypedState: Review['state'] =
    state.kind === 'decided'
      ? {
          ...state,
          decidedBy: retypedActor(state.decidedBy, next),
          decision: retypedDecision(state.decision, next),
        }
      : state;
  return { ...review, stageName: next(), state: retypedState };
};

const retypedAnswers = ({ form }: PlanVersion, next: () => string) =>
  form.answers ? { answers: form.answers.map(({ commentId }) => ({ commentId, text: oneLineOf(next()) })) } : {};

/** One entry of a digest, with its texts replaced. */
const retypedPart = (part: DigestPart, next: () => string): DigestPart => {
  const whole = retyped(part, next);
  switch (whole.kind) {
    case 'reminder':
    case 'overdue':
    case 'escalation':
    case 'review_reminder':
    case 'late_reviews':
    case 'weekly_summary':
    case 'review_request':
      return whole;
    default:
      throw new Error(`${whole.kind} is no part of a digest`);
  }
};

/** The facts with every text that somebody typed replaced by what `next` gives. */
export const retyped = (facts: LetterFacts, next: () => string): LetterFacts => {
  const recipient = { ...facts.recipient, name: next(), title: `x${next()}` };
  if (facts.kind === 'new_links') {
    const title = next();
    const links = facts.links.map((link) => ({
      ...link,
      directiveTitle: title,
      ...(link.unitName === undefined ? {} : { unitName: next() }),
    }));
    return { ...facts, recipient, links, authorityName: next() };
  }
  if (facts.kind === 'digest') {
    // All parts are of one directive, so they get the same texts: entries of one directive stand together.
    const texts = Array.from({ length: 60 }, next);
    const parts = facts.parts.map((part) => {
      let used = 0;
      return retypedPart(part, () => texts[used++ % texts.length] ?? '');
    });
    return { ...facts, recipient, authorityName: next(), parts };
  }
  const directive = {
    ...facts.directive,
    title: next(),
    subject: next(),
    notation: next(),
    authority: { name: next() },
    office: { ...facts.directive.office, name: next() },
    items: facts.directive.items.map((item) => ({ ...item, title: next() })),
    route: facts.directive.route.map((stage) => ({ ...stage, name: next() })),
  };
  if (facts.kind === 'directive_opened') return { ...facts, recipient, directive };
  const places = { recipient, directive };
  switch (facts.kind) {
    case 'escalation':
      return { ...facts, ...places, units: facts.units.map((unit) => ({ ...unit, name: next() })) };
    case 'review_reminder':
      return {
        ...facts,
        ...places,
        reviews: facts.reviews.map((review) => ({ ...review, unitName: next(), stageName: next(), notation: next() })),
      };
    case 'late_reviews':
      return {
        ...facts,
        ...places,
        reviews: facts.reviews.map((review) => ({ ...review, unitName: next(), stageName: next(), reviewer: next() })),
      };
    case 'weekly_summary':
      return { ...facts, ...places };
    case 'not_delivered':
      return {
        ...facts,
        ...places,
        person: { ...facts.person, name: next() },
        why: next(),
        ...(facts.unit ? { unit: { ...facts.unit, name: next(), fullName: next() } } : {}),
      };
    case 'person_left':
      return {
        ...facts,
        ...places,
        person: { ...facts.person, name: next() },
        reviews: facts.reviews.map((review) => ({
          ...review,
          unitName: next(),
          stageName: next(),
          ...(review.delegate === undefined ? {} : { delegate: next() }),
        })),
        units: facts.units.map(next),
        steps: facts.steps.map(next),
      };
    case 'stand_in':
      return { ...facts, ...places, reviewer: next(), standIn: next() };
    default:
      return retypedAboutUnit(facts, places, next);
  }
};

type AboutUnitFacts = Exclude<
  LetterFacts,
  {
    kind:
      | 'new_links'
      | 'digest'
      | 'directive_opened'
      | 'escalation'
      | 'review_reminder'
      | 'late_reviews'
      | 'weekly_summary'
      | 'not_delivered'
      | 'person_left'
      | 'stand_in';
  }
>;

const retypedAboutUnit = (
  facts: AboutUnitFacts,
  places: Pick<AboutUnitFacts, 'recipient' | 'directive'>,
  next: () => string,
): LetterFacts => {
  const unit = { ...facts.unit, name: next(), fullName: next() };
  const assignment = {
    ...facts.assignment,
    unitName: next(),
    reviews: facts.assignment.reviews.map((review) => retypedReview(review, next)),
  };
  const about = { ...places, unit, assignment };
  const retypedPlan = (plan: PlanVersion): PlanVersion => ({
    ...plan,
    form: {
      ...plan.form,
      notation: next(),
      signerOffice: next(),
      note: oneLineOf(next()),
      ...retypedAnswers(plan, next),
    },
    document: { ...plan.document, name: next() },
    submittedBy: { personId: 'x', name: next() },
  });
  switch (facts.kind) {
    case 'invitation':
    case 'reminder':
    case 'overdue':
      return { ...facts, ...about };
    case 'extension_asked': {
      const { request } = facts;
      const retypedRequest = { ...request, reason: oneLineOf(next()), by: { personId: 'x', name: next() } };
      return { ...facts, ...about, request: retypedRequest };
    }
    case 'extension_granted':
    case 'extension_refused':
      return { ...facts, ...about, reason: oneLineOf(next()), by: next() };
    case 'excused':
      return { ...facts, ...about, reason: oneLineOf(next()) };
    case 'file_refused':
      return { ...facts, ...about, fileName: next() };
    case 'file_harmful':
      return { ...facts, ...about, plan: retypedPlan(facts.plan), fileName: next() };
    case 'receipt':
    case 'approved':
      return { ...facts, ...about, plan: retypedPlan(facts.plan) };
    case 'review_request':
      return {
        ...facts,
        ...about,
        plan: retypedPlan(facts.plan),
        review: retypedReview(facts.review, next),
        ...(facts.onBehalfOf === undefined ? {} : { onBehalfOf: next() }),
      };
    case 'review_closed':
      return { ...facts, ...about, plan: retypedPlan(facts.plan), review: retypedReview(facts.review, next) };
    case 'decision_withdrawn':
      return {
        ...facts,
        ...about,
        plan: retypedPlan(facts.plan),
        by: retypedActor(facts.by, next),
        reason: oneLineOf(next()),
      };
    case 'question':
    case 'question_answered': {
      const { question } = facts;
      const retypedQuestion = {
        ...question,
        askedBy: retypedActor(question.askedBy, next),
        text: oneLineOf(next()),
        ...(question.answer
          ? { answer: { ...question.answer, text: oneLineOf(next()), by: { personId: 'x', name: next() } } }
          : {}),
      };
      return { ...facts, ...about, plan: retypedPlan(facts.plan), question: retypedQuestion };
    }
    case 'delegated':
      return {
        ...facts,
        ...about,
        plan: retypedPlan(facts.plan),
        review: retypedReview(facts.review, next),
        reviewer: next(),
        ...(facts.delegate === undefined ? {} : { delegate: next() }),
      };
    case 'returned':
      return {
        ...facts,
        ...about,
        plan: retypedPlan(facts.plan),
        // titles stay apart whatever is typed: comments on one item stand together
        comments: facts.comments.map(({ itemTitle }, index) => ({
          from: next(),
          text: oneLineOf(next()),
          ...(itemTitle === undefined ? {} : { itemTitle: `${index}${next()}` }),
        })),
      };
  }
};
