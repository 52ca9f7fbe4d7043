// A card of small text that is shared as a screen, and how much of it arrives.
import { patience } from './video.mjs';

/** What a browser is started with to share the card when asked for a screen: the real capture of a tab. */
export const sharesCard = {
  args: ['--auto-select-tab-capture-source-by-title=Test card', '--auto-accept-camera-and-microphone-capture'],
  // It would give a made-up screen.
  without: ['--use-fake-ui-for-media-stream'],
};

const LINES = [
  'The quick brown fox jumps over the lazy dog, 0123456789 times: {[(|l1I!i;:.,)]}',
  'if (limit !== undefined && height > maxHeight) return height / maxHeight; // 8 6 9 3 5',
  '키스의 고유조건은 입술끼리 만나야 하고 특별한 기술은 필요치 않다. 뷁 쮏 홠 뢟 갊',
  'rn m vv w cl d 0O 5S 2Z il1 ,; .: `\' "" – — ~ ≈ ≤ ≥ ± × ÷ € ₩ £ ¥ § ¶',
];

const CARD = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Test card</title>
<style>
  body { margin: 0; background: #fff; color: #111; font: 12px/1.5 sans-serif }
  main { position: absolute; left: 400px; top: 300px; width: 560px }
  i { position: absolute; left: 40px; top: 40px; width: 40px; height: 40px; background: #1a4 }
  [data-moves] i { animation: turn 1s linear infinite }
  @keyframes turn { to { rotate: 1turn } }
</style><body data-moves>
<main>${Array.from({ length: 5 }, () => LINES.map((line) => `<p>${line.replaceAll('<', '&lt;')}</p>`).join('')).join('')}</main><i></i>`;

/** Opens the card in a tab of its own, as large as a common screen. Something moves on it until it is told to stand still. */
export async function openCard(browser) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1920, height: 1080 });
  await page.setContent(CARD);
  return page;
}

/** Nothing moves on the card from now on; resolves with a picture of its text, without loss. */
export async function standStill(card) {
  await card.evaluate(() => delete document.body.dataset.moves);
  const crop = await card.$eval('main', (text) => {
    const { x, y, width, height } = text.getBoundingClientRect();
    return { x, y, width: Math.ceil(width), height: Math.ceil(height) };
  });
  return { crop, picture: await card.screenshot({ clip: crop, encoding: 'base64' }) };
}

/**
 * Resolves once the video that matches `selector` shows the text as it is, point for point: with a structural similarity
 * of the luminance of at least `least`, over those windows of eight by eight points that have text in them. The others
 * would only flatter. With what size the picture has.
 */
export async function showsText(page, selector, { crop, picture }, least) {
  await page.evaluate(async (data) => {
    const octets = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    window.cardPicture = await createImageBitmap(new Blob([octets]));
  }, picture);
  return (await page.waitForFunction(similarEnough, { polling: 200, timeout: 2 * patience }, selector, crop, least)).jsonValue();
}

/** Runs in the page: how large the picture is once it is similar enough, else false. */
function similarEnough(selector, { x, y, width, height }, least) {
  const SIZE = 8;
  const [STEADY, CONTRAST] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2];
  const video = document.querySelector(selector);
  if (!video?.videoWidth) return false;
  const points = (image, left, top) => {
    const canvas = new OffscreenCanvas(width, height);
    const pen = canvas.getContext('2d');
    pen.drawImage(image, -left, -top);
    const { data } = pen.getImageData(0, 0, width, height);
    return Float64Array.from({ length: width * height }, (_, at) => 0.299 * data[4 * at] + 0.587 * data[4 * at + 1] + 0.114 * data[4 * at + 2]);
  };
  const [sent, seen] = [points(window.cardPicture, 0, 0), points(video, x, y)];
  const similarity = (left, top) => {
    let [a, b, aa, bb, ab] = [0, 0, 0, 0, 0];
    for (let row = top; row < top + SIZE; ++row)
      for (let at = row * width + left; at < row * width + left + SIZE; ++at) {
        a += sent[at];
        b += seen[at];
        aa += sent[at] ** 2;
        bb += seen[at] ** 2;
        ab += sent[at] * seen[at];
      }
    const count = SIZE ** 2;
    const [meanA, meanB] = [a / count, b / count];
    const [varianceA, varianceB, covariance] = [aa / count - meanA ** 2, bb / count - meanB ** 2, ab / count - meanA * meanB];
    if (varianceA < CONTRAST) return undefined;
    return (
      ((2 * meanA * meanB + STEADY) * (2 * covariance + CONTRAST)) /
      ((meanA ** 2 + meanB ** 2 + STEADY) * (varianceA + varianceB + CONTRAST))
    );
  };
  const all = [];
  for (let top = 0; top + SIZE <= height; top += 4)
    for (let left = 0; left + SIZE <= width; left += 4) {
      const one = similarity(left, top);
      if (one !== undefined) all.push(one);
    }
  const mean = all.reduce((sum, one) => sum + one, 0) / all.length;
  return mean >= least && { width: video.videoWidth, height: video.videoHeight };
}
