// What happens in a call, one thing after the other. Each waits until everybody has seen it, and leaves all as it was.
import { exactly } from '../support/video.mjs';
import { appears } from './press.mjs';

// A machine that is busy enough makes calls unstable; the server is there all the same.
const reached = ':is([data-connection="connected"], [data-connection="unstable"])';
const isConnected = ({ page }) => appears(page, `.status${reached}`);
const isNot = ({ page }) => appears(page, `.status:not(${reached})`);

async function mutes({ ann, cho }) {
  await ann.press('Microphone');
  await cho.seesTile('Ann', 'microphone off');
  await ann.press('Microphone');
  await cho.seesTile('Ann', 'microphone on');
}

async function turnsCameraOff({ ann, cho }) {
  await ann.press('Camera');
  await cho.seesTile('Ann', 'camera off');
  await ann.press('Camera');
  await cho.seesTile('Ann', 'camera on');
  await cho.seesPeopleMove(3);
}

async function writes({ ann, ben }, round) {
  const message = `message ${round}`;
  await ben.press('Chat');
  await ben.page.locator('::-p-aria([name="Message to everybody"][role="textbox"])').fill(message);
  await ben.press('Send');
  await ben.press('Chat');
  await ann.press('Chat');
  await ann.sees(message);
  await ann.press('Chat');
}

async function reacts({ ann, cho }) {
  // It is shown for a moment only: somebody has to be looking already.
  const seen = appears(ann.page, '.reaction');
  await cho.press('Reactions');
  await cho.press('Party');
  await seen;
  await cho.page.keyboard.press('Escape');
}

async function sharesScreen({ ann, ben, cho }) {
  await ben.press('Share screen');
  for (const person of [ann, cho]) await person.seesScreensMove(1);
  await ben.press('Stop sharing');
  for (const person of [ann, cho]) await person.seesPeople(3);
}

async function leavesAndReturns({ ann, ben, cho }) {
  await cho.press('Leave');
  await cho.sees('You left the room');
  for (const person of [ann, ben]) await person.seesPeople(2);
  await cho.press('Join again');
}

async function losesTheServer({ ben, wire }) {
  wire.cut();
  await isNot(ben);
  wire.mend();
  await isConnected(ben);
}

async function reloads({ ben }) {
  await ben.page.reload();
}

const happenings = [mutes, turnsCameraOff, writes, reacts, sharesScreen, leavesAndReturns, losesTheServer, reloads];

/** Everybody sees three others, and those who are in front see them move. */
async function isWhole({ dan, ...people }) {
  await exactly(dan.page, '.stage li:not([aria-label*="(you)"])', 3, { timeout: dan.page.getDefaultTimeout() });
  for (const person of [people.ann, people.ben, people.cho]) await person.seesPeopleMove(3);
}

/** All of it once. Says what failed and where; the call is whole after each. */
export async function live(call, round) {
  for (const happen of happenings) {
    try {
      await happen(call, round);
      await isWhole(call);
    } catch (error) {
      throw new Error(`${happen.name}, round ${round}: ${error.message}`);
    }
  }
}
