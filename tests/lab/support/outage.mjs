// How long pictures stood still, as the page itself saw it: to be read, not judged.
import { history, keepHistory } from '../../e2e/support/history.mjs';

/** Does `what`, and tells for how long the pictures of others stood still at most until it was over, for each person. */
export async function withOutage(people, what) {
  for (const { page } of people) await keepHistory(page);
  await what();
  const seen = await Promise.all(people.map(({ page }) => history(page)));
  return seen.map(({ longestGap }) => `${Math.round(longestGap)} ms`).join(', ');
}
