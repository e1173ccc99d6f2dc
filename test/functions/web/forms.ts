import { expect } from 'vitest';
import { examplePlan, get, type House, planForm, post, target, upload } from './house.ts';

/** Text of a page. */
export const page = async (url: string): Promise<string> => (await get(url)).text();

/** Sends a form that is not taken, and gives the page that says why. */
export const refused = async (url: string, fields: Record<string, string>, status = 422): Promise<string> => {
  const answer = await post(url, fields);
  expect(answer.status).toBe(status);
  return answer.text();
};

/** What is sent to a house, which is opened later than this. */
export const formsFor = (house: () => House) => ({
  /** Sends a form and gives the page to which the browser is sent on. */
  sent: async (url: string, fields: Record<string, string>): Promise<string> => {
    const answer = await post(url, fields);
    expect(answer.status).toBe(303);
    await house().run.settle();
    return page(target(answer, house().baseUrl));
  },
  /** Uploads a plan of the example and submits it by a unit's link. */
  submit: async (link: string, file: string, over: Record<string, string | readonly string[]> = {}): Promise<void> => {
    const { id } = await upload(house(), link, file, examplePlan(file));
    const answer = await post(`${link}/plan`, planForm(id, over));
    expect(answer.status).toBe(303);
    await house().run.settle();
  },
});
