/** Windows that stay above all others (Document Picture-in-Picture); not yet in the standard types. */
interface PictureApi {
  readonly requestWindow: (options: { width: number; height: number }) => Promise<Window>;
}

type PictureHost = Window & { readonly documentPictureInPicture?: PictureApi };

const SIZE = { width: 360, height: 300 };

/** What this browser can show above other programs: a window of ours, only a video, or nothing. */
export function pictureKind(view: Window): 'window' | 'video' | undefined {
  if ((view as PictureHost).documentPictureInPicture) return 'window';
  return view.document.pictureInPictureEnabled ? 'video' : undefined;
}

/** Opens a window with the page's own looks and language. */
export async function openPicture(view: Window, onClosed: () => void): Promise<Window> {
  const api = (view as PictureHost).documentPictureInPicture;
  if (!api) throw new Error('no window above others');
  const small = await api.requestWindow(SIZE);
  const { document: from } = view;
  const { document: to } = small;
  for (const sheet of from.querySelectorAll('link[rel=stylesheet], style'))
    to.head.append(sheet.cloneNode(true));
  to.documentElement.lang = from.documentElement.lang;
  to.documentElement.dataset['theme'] = from.documentElement.dataset['theme'] ?? '';
  to.title = from.title;
  small.addEventListener('pagehide', onClosed, { once: true });
  return small;
}

/** Shows the largest picture of the stage in the browser's own small window. */
export async function showVideoPicture(page: Document, onClosed: () => void): Promise<void> {
  const video =
    page.querySelector<HTMLVideoElement>('.tile-place[data-role=main] video') ??
    page.querySelector<HTMLVideoElement>('.tile-place video');
  if (!video) throw new Error('nobody has a picture');
  await video.requestPictureInPicture();
  video.addEventListener('leavepictureinpicture', onClosed, { once: true });
}
