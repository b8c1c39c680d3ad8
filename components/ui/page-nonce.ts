/** The nonce of the page's scripts, for styles that are put into it later; kept by the theme script. */
export const pageNonce = (): string | undefined =>
  (globalThis as typeof globalThis & { __webpack_nonce__?: string }).__webpack_nonce__
