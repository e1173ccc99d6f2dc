import { examplePlan, get, type House, openHouse, planForm, post, upload } from './house.ts';

const head = 'truongphong@noivu.caugiay.example';

export const tokenOf = (link: string): string => link.split('/').at(-1) ?? '';

/** The house with the plans of two wards in review, for callers who are nobody's reviewer, or nobody's at all. */
export const openTwoReviews = async () => {
  const house: House = await openHouse();
  const submit = async (ward: string, file: string, notation: string): Promise<readonly [string, string]> => {
    const link = house.link(`vanthu@${ward}.caugiay.example`, '/u/');
    const { id } = await upload(house, link, file, examplePlan(file));
    const { status } = await post(`${link}/plan`, planForm(id, { notation }));
    if (status !== 303) throw new Error(`the plan is not taken: ${status}`);
    await house.run.settle();
    return [link, house.link(head, '/r/')];
  };
  const [unit, review] = await submit('dichvong', 'dich-vong.pdf', '15/KH-UBND');
  const [otherUnit, otherReview] = await submit('maidich', 'mai-dich.pdf', '09/KH-UBND');
  const report = house.link(head, '/o/');
  return {
    house,
    base: house.baseUrl,
    unit,
    otherUnit,
    review,
    otherReview,
    report,
    /** Where it would show that something has been decided, asked, submitted or sent. */
    outcome: async () => {
      await house.run.settle();
      const pages = await Promise.all([unit, otherUnit, review, otherReview, report].map((link) => get(link)));
      const texts = await Promise.all(pages.map((page) => page.text()));
      return { texts, letters: house.run.mails().length };
    },
  };
};
