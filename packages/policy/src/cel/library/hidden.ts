/** Prefix of names that stand for redirected calls; no condition may use it. */
export const HIDDEN = 'countersign_';
