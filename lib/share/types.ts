/** A share link as the endpoint page lists it. */
export interface ShareLink {
  id: string
  title: string
  /** ISO. */
  expiresAt: string
  url: string
}
