/** Where our sign-in page is; the id of the interaction follows. */
export const SIGN_IN_PATH = '/sign-in';
