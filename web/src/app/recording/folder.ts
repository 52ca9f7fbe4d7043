/** Where recordings lie, in the browser's own files. */
export const FOLDER = 'recordings';
